import type { About } from './about.ts';
import { Copied } from './copied.tsx';
import { Page } from './page.tsx';

/** What an integrator needs to point a client here. */
export function Integrate({ about: { publicUrl, discovery, profile } }: { readonly about: About }) {
  return (
    <Page title="Integrate">
      <section aria-labelledby="addresses">
        <h2 id="addresses">Addresses</h2>
        <Copied name="CDS Hooks base" text={`${publicUrl}/cds-services`} />
        <Copied name="Da Vinci CRD base" text={`${publicUrl}/crd/cds-services`} />
        <Copied name="Questionnaires and DTR packages (FHIR R4)" text={`${publicUrl}/fhir`} />
        {profile === 'sandbox' && <Copied name="Demo patients (FHIR R4, synthetic)" text={`${publicUrl}/demo/fhir`} />}
      </section>
      <section aria-labelledby="try">
        <h2 id="try">From a shell</h2>
        <Copied
          name="The discovery document"
          text={`curl -s ${profile === 'sandbox' ? '' : '-H "authorization: Bearer $TOKEN" '}${publicUrl}/cds-services`}
        />
        {profile === 'sandbox' && <Copied name="Sign the order of a demo patient" text={signWithCurl(publicUrl)} />}
      </section>
      <section aria-labelledby="configuration">
        <h2 id="configuration">Configuration</h2>
        <p>
          A JSON file that <code>COUNTERSIGN_CONFIG</code> names. Without one, this is the sandbox. Each client that may
          call in production stands in it with its issuer and its keys.
        </p>
        <Copied name="A sample for production" text={CONFIGURATION} />
      </section>
      <section aria-labelledby="discovery">
        <h2 id="discovery">Discovery</h2>
        <Copied name="What /cds-services answers" text={JSON.stringify(discovery, undefined, 2)} />
      </section>
    </Page>
  );
}

const CONFIGURATION = JSON.stringify(
  {
    profile: 'production',
    publicUrl: 'https://countersign.hospital.example',
    storage: 'postgres://countersign@db.hospital.example/countersign',
    clients: [
      {
        id: 'hospital-ehr',
        iss: 'https://ehr.hospital.example',
        jku: 'https://ehr.hospital.example/jwks.json',
        fhirServers: ['https://ehr.hospital.example/fhir/r4'],
      },
    ],
  },
  undefined,
  2,
);

const signWithCurl = (base: string): string =>
  [
    `curl -s ${base}/demo/patients |`,
    `  jq '.[0].call + {hookInstance: "5b2c4d0e-8f0a-4c51-9d7e-2f6a0d9c1b47", fhirServer: "${base}/demo/fhir"}' |`,
    `  curl -s -H 'content-type: application/json' -d @- ${base}/cds-services/order-sign`,
  ].join('\n');
