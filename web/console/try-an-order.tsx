import { useState } from 'preact/hooks';
import type { PolicyData } from '../../src/pages/policy-data.ts';
import type { About } from './about.ts';
import { Answer, type Signed } from './answer.tsx';
import { readChart } from './bundle.ts';
import { fetchJson } from './data.ts';
import { draftIn, type Listed } from './demo.ts';
import { asInChart, type Wanted, withWanted } from './order.ts';
import { OrderFields } from './order-fields.tsx';
import { outcomeWords } from './outcome.ts';
import { Page, WithJson } from './page.tsx';
import { sign } from './sign.ts';

/** Signs an order on a chart, and shows what an EHR would get. */
export const TryAnOrder = ({ about }: { readonly about: About }) => (
  <Page title="Try an order">
    <WithJson<readonly PolicyData[]> path="/console/policies.json">
      {(policies) => (
        <WithJson<readonly Listed[]> path="/demo/patients">
          {(patients) => <Try about={about} policies={policies} patients={patients} />}
        </WithJson>
      )}
    </WithJson>
  </Page>
);

function Try({
  about,
  policies,
  patients,
}: {
  readonly about: About;
  readonly policies: readonly PolicyData[];
  readonly patients: readonly Listed[];
}) {
  const [patient, setPatient] = useState(patients[0]?.id ?? '');
  const [pasted, setPasted] = useState('');
  const [wanted, setWanted] = useState<Wanted>(asInChart);
  const [signed, setSigned] = useState<Signed>({ kind: 'none' });
  const isPasted = patient === '';
  const submit = async () => {
    setSigned({ kind: 'signing' });
    try {
      const text = isPasted ? pasted : JSON.stringify(await fetchJson(`/console/patients/${patient}.json`));
      const chart = withWanted(readChart(text), wanted, drugsOf(policies), today());
      setSigned({ kind: 'answered', response: await sign(chart, about) });
    } catch (error) {
      setSigned({ kind: 'failed', says: error instanceof Error ? error.message : 'It could not be signed.' });
    }
  };
  const copyChart = async () => {
    setPasted(JSON.stringify(await fetchJson(`/console/patients/${patient}.json`), undefined, 2));
    setPatient('');
  };
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <fieldset>
          <legend>Chart</legend>
          <p>
            <label for="patient">Patient</label>
            <select id="patient" value={patient} onChange={({ currentTarget }) => setPatient(currentTarget.value)}>
              {patients.map(({ id, title, expected }) => (
                <option key={id} value={id}>
                  {id}: {title.replace(/^Synthetic: /, '')} – {outcomeWords[expected].toLowerCase()}
                </option>
              ))}
              <option value="">A FHIR Bundle that I paste</option>
            </select>
          </p>
          {isPasted ? (
            <p>
              <label for="bundle">FHIR R4 Bundle, as JSON (no real patient’s)</label>
              <textarea
                id="bundle"
                rows={10}
                spellcheck={false}
                value={pasted}
                onInput={({ currentTarget }) => setPasted(currentTarget.value)}
              />
            </p>
          ) : (
            <p>
              {draftIn(patients.find(({ id }) => id === patient))} All demo patients are synthetic.{' '}
              <button type="button" onClick={copyChart}>
                Edit this chart as JSON
              </button>
            </p>
          )}
        </fieldset>
        <OrderFields wanted={wanted} change={setWanted} policies={policies} />
        <p>
          <button type="submit" class="main" disabled={signed.kind === 'signing'}>
            Sign the order
          </button>
        </p>
      </form>
      <Answer signed={signed} />
    </>
  );
}

const drugsOf = (policies: readonly PolicyData[]): readonly PolicyData['drug'][] => [
  ...new Map(policies.map(({ drug }) => [drug.name, drug])).values(),
];

const today = (): string => new Date().toISOString().slice(0, 10);
