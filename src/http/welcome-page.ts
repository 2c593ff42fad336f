/** What a person sees at `/`. */
export const welcomePage = ({ sandbox }: { readonly sandbox: boolean }) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Countersign</title>
</head>
<body>
<main>
<h1>Countersign</h1>
<p>A CDS Hooks service. When a clinician signs an order for a governed drug, it judges the order by the payer's own coverage policy,
criterion by criterion, and answers with a card: what to expect, what is still missing, and what the answer rests on.</p>
<ul>
<li>Point a CDS Hooks client at <a href="/cds-services"><code>/cds-services</code></a>.</li>
<li>Point a Da Vinci CRD client at <a href="/crd/cds-services"><code>/crd/cds-services</code></a>: the same answers as coverage-information on the order.</li>
<li>The questions of each policy are FHIR Questionnaires at <a href="/fhir/Questionnaire"><code>/fhir/Questionnaire</code></a>.</li>
<li>A determination can be read again at <code>/determinations/{id}</code>, with the id from its card.</li>
</ul>
<p>${sandbox ? 'This is the sandbox profile: it is not for patient data.' : 'Registered clients may call; every call brings its token.'}</p>
</main>
</body>
</html>
`;
