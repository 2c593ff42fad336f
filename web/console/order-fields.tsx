import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { PolicyData } from '../../src/pages/policy-data.ts';
import { OTHER_PLAN, PLACES, UNITS, type Wanted } from './order.ts';

/** What may be asked for otherwise than the chart has it. */
export function OrderFields({
  wanted,
  change,
  policies,
}: {
  readonly wanted: Wanted;
  readonly change: (wanted: Wanted) => void;
  readonly policies: readonly PolicyData[];
}) {
  const field = (name: keyof Wanted) => ({
    value: wanted[name],
    onInput: ({ currentTarget: { value } }: { readonly currentTarget: { readonly value: string } }) =>
      change({ ...wanted, [name]: value }),
  });
  const unique = (pairs: readonly (readonly [string, string])[]) => [...new Map(pairs)];
  const drugs = unique(policies.map(({ drug }) => [drug.name, drug.display]));
  const payers = unique(policies.map(({ payer }) => [payer.name, payer.name]));
  return (
    <fieldset>
      <legend>Order</legend>
      <p class="aside">What is left as it is in the chart stays so.</p>
      <div class="fields">
        <Choice label="Drug" options={drugs} {...field('drug')} />
        <Choice label="Payer" options={[...payers, [OTHER_PLAN, OTHER_PLAN]]} {...field('payer')} />
        <Field label="Dose">
          {(id) => (
            <span class="pair">
              <input id={id} inputMode="decimal" autocomplete="off" size={8} {...field('dose')} />
              <select aria-label="Unit of the dose" {...field('unit')}>
                {UNITS.map((unit) => (
                  <option key={unit}>{unit}</option>
                ))}
              </select>
            </span>
          )}
        </Field>
        <Field label="Planned for">{(id) => <input id={id} type="date" {...field('planned')} />}</Field>
        <Choice label="Place" options={PLACES.map(({ code, says }) => [code, says])} {...field('place')} />
      </div>
    </fieldset>
  );
}

const Field = ({
  label,
  children,
}: {
  readonly label: string;
  readonly children: (id: string) => ComponentChildren;
}) => {
  const id = useId();
  return (
    <p>
      <label for={id}>{label}</label>
      {children(id)}
    </p>
  );
};

interface Chosen {
  readonly label: string;
  readonly options: readonly (readonly [string, string])[];
  readonly value: string;
  readonly onInput: (event: { readonly currentTarget: { readonly value: string } }) => void;
}

const Choice = ({ label, options, ...field }: Chosen) => (
  <Field label={label}>
    {(id) => (
      <select id={id} {...field}>
        <option value="">As in the chart</option>
        {options.map(([value, says]) => (
          <option key={value} value={value}>
            {says}
          </option>
        ))}
      </select>
    )}
  </Field>
);
