import { type CodeRow, codeIndex } from './codes.ts';

/** The diagnoses a policy may ask about: the words a person reads, and the codes. Sources: CMS ICD-10-CM FY2026 order file; public SNOMED CT value sets. */
const table = {
  hemophiliaB: {
    display: 'Hemophilia B (hereditary factor IX deficiency)',
    codes: [
      ['ICD-10-CM', 'D67', 'Hereditary factor IX deficiency', 'include'],
      ['SNOMED', '41788008', 'Hereditary factor IX deficiency disease', 'include'],
    ],
  },
  hemophiliaA: {
    display: 'Hemophilia A (hereditary factor VIII deficiency)',
    codes: [
      ['ICD-10-CM', 'D66', 'Hereditary factor VIII deficiency', 'include'],
      ['SNOMED', '28293008', 'Hereditary factor VIII deficiency disease', 'include'],
      ['SNOMED', '90935002', 'Hemophilia (parent; does not say which)', 'review'],
    ],
  },
  acquiredFactorDeficiency: {
    display: 'Acquired clotting factor deficiency',
    codes: [
      ['ICD-10-CM', 'D68.4', 'Acquired coagulation factor deficiency', 'include'],
      ['ICD-10-CM', 'D68.311', 'Acquired hemophilia', 'include'],
      ['ICD-10-CM', 'D68.32', 'Hemorrhagic disorder due to extrinsic circulating anticoagulants', 'include'],
    ],
  },
  factorIXInhibitor: {
    display: 'History of a factor IX inhibitor',
    codes: [
      ['ICD-10-CM', 'D68.318', 'Other hemorrhagic disorder due to intrinsic circulating inhibitors', 'include'],
      ['ICD-10-CM', 'D68.31', 'Hemorrhagic disorder due to intrinsic circulating inhibitors', 'include'],
      // Acquired hemophilia is an autoantibody, nearly always against factor VIII: shown, never decides.
      ['ICD-10-CM', 'D68.311', 'Acquired hemophilia', 'review'],
    ],
  },
  hepatitisB: {
    display: 'Hepatitis B',
    codes: [
      ['ICD-10-CM', 'B16.0', 'Acute hepatitis B with delta-agent with hepatic coma', 'include'],
      ['ICD-10-CM', 'B16.1', 'Acute hepatitis B with delta-agent without hepatic coma', 'include'],
      ['ICD-10-CM', 'B16.2', 'Acute hepatitis B without delta-agent with hepatic coma', 'include'],
      ['ICD-10-CM', 'B16.9', 'Acute hepatitis B without delta-agent and without hepatic coma', 'include'],
      ['ICD-10-CM', 'B18.0', 'Chronic viral hepatitis B with delta-agent', 'include'],
      ['ICD-10-CM', 'B18.1', 'Chronic viral hepatitis B without delta-agent', 'include'],
      ['ICD-10-CM', 'B19.10', 'Unspecified viral hepatitis B without hepatic coma', 'include'],
      ['ICD-10-CM', 'B19.11', 'Unspecified viral hepatitis B with hepatic coma', 'include'],
      ['ICD-10-CM', 'B17.0', 'Acute delta-(super) infection of hepatitis B carrier', 'include'],
      ['SNOMED', '186639003', 'Chronic viral hepatitis B without delta-agent', 'include'],
      ['SNOMED', '111891008', 'Viral hepatitis B without hepatic coma', 'include'],
      ['SNOMED', '424340000', 'Hepatic coma due to chronic hepatitis B', 'include'],
      ['SNOMED', '235869004', 'Chronic viral hepatitis B with hepatitis D', 'include'],
      ['SNOMED', '235871004', 'Hepatitis B carrier', 'review'],
    ],
  },
  hepatitisC: {
    display: 'Hepatitis C',
    codes: [
      ['ICD-10-CM', 'B17.10', 'Acute hepatitis C without hepatic coma', 'include'],
      ['ICD-10-CM', 'B17.11', 'Acute hepatitis C with hepatic coma', 'include'],
      ['ICD-10-CM', 'B18.2', 'Chronic viral hepatitis C', 'include'],
      ['ICD-10-CM', 'B19.20', 'Unspecified viral hepatitis C without hepatic coma', 'include'],
      ['ICD-10-CM', 'B19.21', 'Unspecified viral hepatitis C with hepatic coma', 'include'],
      ['SNOMED', '128302006', 'Chronic hepatitis C', 'include'],
      ['SNOMED', '235866006', 'Acute hepatitis C', 'include'],
      ['SNOMED', '50711007', 'Viral hepatitis type C', 'include'],
      ['SNOMED', '831000119103', 'Cirrhosis of liver due to chronic hepatitis C', 'include'],
      ['SNOMED', '347891000119103', 'Chronic hepatitis C with stage 3 fibrosis', 'include'],
      ['SNOMED', '235872006', 'Hepatitis C carrier', 'review'],
    ],
  },
  cirrhosis: {
    display: 'Cirrhosis of the liver',
    codes: [
      ['ICD-10-CM', 'K74.3', 'Primary biliary cirrhosis', 'include'],
      ['ICD-10-CM', 'K74.4', 'Secondary biliary cirrhosis', 'include'],
      ['ICD-10-CM', 'K74.5', 'Biliary cirrhosis, unspecified', 'include'],
      ['ICD-10-CM', 'K74.60', 'Unspecified cirrhosis of liver', 'include'],
      ['ICD-10-CM', 'K74.69', 'Other cirrhosis of liver', 'include'],
      ['ICD-10-CM', 'K70.30', 'Alcoholic cirrhosis of liver without ascites', 'include'],
      ['ICD-10-CM', 'K70.31', 'Alcoholic cirrhosis of liver with ascites', 'include'],
      ['SNOMED', '19943007', 'Cirrhosis of liver', 'include'],
      ['SNOMED', '420054005', 'Alcoholic cirrhosis', 'include'],
      ['SNOMED', '266468003', 'Cirrhosis - non-alcoholic', 'include'],
      ['SNOMED', '89580002', 'Cryptogenic cirrhosis', 'include'],
    ],
  },
  advancedFibrosis: {
    display: 'Advanced fibrosis of the liver',
    codes: [
      ['ICD-10-CM', 'K74.02', 'Hepatic fibrosis, advanced fibrosis', 'include'],
      ['ICD-10-CM', 'K74.00', 'Hepatic fibrosis, unspecified', 'review'],
      ['ICD-10-CM', 'K74.01', 'Hepatic fibrosis, early fibrosis', 'exclude'],
      ['ICD-10-CM', 'K74.2', 'Hepatic fibrosis with hepatic sclerosis', 'review'],
      ['ICD-10-CM', 'K70.2', 'Alcoholic fibrosis and sclerosis of liver', 'review'],
      ['SNOMED', '62484002', 'Hepatic fibrosis (stage not in code)', 'review'],
      ['SNOMED', '347891000119103', 'Chronic hepatitis C with stage 3 fibrosis', 'include'],
      ['SNOMED', '703866000', 'Chronic hepatitis C with stage 2 fibrosis', 'exclude'],
    ],
  },
  fattyLiver: {
    display: 'Fatty liver disease (NAFLD, NASH)',
    codes: [
      ['ICD-10-CM', 'K76.0', 'Fatty (change of) liver, not elsewhere classified', 'include'],
      ['ICD-10-CM', 'K75.81', 'Nonalcoholic steatohepatitis (NASH)', 'include'],
      ['SNOMED', '197315008', 'Non-alcoholic fatty liver', 'include'],
      ['SNOMED', '197321007', 'Steatosis of liver', 'include'],
      ['SNOMED', '442685003', 'Nonalcoholic steatohepatitis', 'include'],
      ['SNOMED', '442191002', 'Steatohepatitis', 'include'],
    ],
  },
  chronicAlcohol: {
    display: 'Chronic alcohol use',
    codes: [
      ['ICD-10-CM', 'F10.10', 'Alcohol abuse, uncomplicated', 'include'],
      ['ICD-10-CM', 'F10.20', 'Alcohol dependence, uncomplicated', 'include'],
      ['ICD-10-CM', 'F10.90', 'Alcohol use, unspecified, uncomplicated', 'include'],
      ['ICD-10-CM', 'F10.11', 'Alcohol abuse, in remission', 'include'],
      ['ICD-10-CM', 'F10.21', 'Alcohol dependence, in remission', 'include'],
      ['ICD-10-CM', 'K70.0', 'Alcoholic fatty liver', 'include'],
      ['ICD-10-CM', 'K70.10', 'Alcoholic hepatitis without ascites', 'include'],
      ['ICD-10-CM', 'K70.11', 'Alcoholic hepatitis with ascites', 'include'],
      ['ICD-10-CM', 'K70.2', 'Alcoholic fibrosis and sclerosis of liver', 'include'],
      ['ICD-10-CM', 'K70.30', 'Alcoholic cirrhosis of liver without ascites', 'include'],
      ['ICD-10-CM', 'K70.31', 'Alcoholic cirrhosis of liver with ascites', 'include'],
      ['ICD-10-CM', 'K70.40', 'Alcoholic hepatic failure without coma', 'include'],
      ['ICD-10-CM', 'K70.41', 'Alcoholic hepatic failure with coma', 'include'],
      ['ICD-10-CM', 'K70.9', 'Alcoholic liver disease, unspecified', 'include'],
      ['SNOMED', '7200002', 'Alcoholism', 'include'],
      ['SNOMED', '66590003', 'Alcohol dependence', 'include'],
      ['SNOMED', '15167005', 'Alcohol abuse', 'include'],
      ['SNOMED', '284591009', 'Persistent alcohol abuse', 'include'],
    ],
  },
  intracranialHemorrhage: {
    display: 'Intracranial hemorrhage',
    codes: [
      ['ICD-10-CM', 'I60*', 'Nontraumatic subarachnoid hemorrhage', 'include'],
      ['ICD-10-CM', 'I61*', 'Nontraumatic intracerebral hemorrhage', 'include'],
      ['ICD-10-CM', 'I62*', 'Other nontraumatic intracranial hemorrhage', 'include'],
      ['ICD-10-CM', 'P52*', 'Intracranial nontraumatic hemorrhage of newborn', 'include'],
      ['ICD-10-CM', 'S06.5*', 'Traumatic subdural hemorrhage', 'include'],
      ['SNOMED', '1386000', 'Intracranial hemorrhage', 'include'],
      ['SNOMED', '274100004', 'Cerebral hemorrhage', 'include'],
      ['SNOMED', '21454007', 'Subarachnoid intracranial hemorrhage', 'include'],
      ['SNOMED', '35486000', 'Subdural intracranial hemorrhage', 'include'],
    ],
  },
  gastrointestinalHemorrhage: {
    display: 'Gastrointestinal hemorrhage',
    codes: [
      ['ICD-10-CM', 'K92.2', 'Gastrointestinal hemorrhage, unspecified', 'include'],
      ['ICD-10-CM', 'K92.0', 'Hematemesis', 'include'],
      ['ICD-10-CM', 'K92.1', 'Melena', 'include'],
      ['ICD-10-CM', 'K62.5', 'Hemorrhage of anus and rectum', 'include'],
      ['ICD-10-CM', 'I85.01', 'Esophageal varices with bleeding', 'include'],
      ['ICD-10-CM', 'I85.11', 'Secondary esophageal varices with bleeding', 'include'],
      ['ICD-10-CM', 'K66.1', 'Hemoperitoneum', 'include'],
      ['SNOMED', '74474003', 'Gastrointestinal hemorrhage', 'include'],
      ['SNOMED', '37372002', 'Upper gastrointestinal hemorrhage', 'include'],
      ['SNOMED', '87763006', 'Lower gastrointestinal hemorrhage', 'include'],
    ],
  },
  pulmonaryHemorrhage: {
    display: 'Pulmonary hemorrhage',
    codes: [
      ['ICD-10-CM', 'R04.89', 'Hemorrhage from other sites in respiratory passages', 'include'],
      ['ICD-10-CM', 'R04.2', 'Hemoptysis', 'include'],
      ['ICD-10-CM', 'R04.81', 'Acute idiopathic pulmonary hemorrhage in infants', 'include'],
      ['ICD-10-CM', 'R04.9', 'Hemorrhage from respiratory passages, unspecified', 'include'],
      ['SNOMED', '66857006', 'Hemoptysis', 'include'],
      ['SNOMED', '78144005', 'Pulmonary hemorrhage', 'include', 'unverified'],
    ],
  },
  hemarthrosis: {
    display: 'Hemarthrosis (bleeding into a joint)',
    codes: [
      ['ICD-10-CM', 'M25.0*', 'Hemarthrosis', 'include'],
      ['SNOMED', '81808003', 'Hemarthrosis', 'include'],
      ['SNOMED', '202413005', 'Hemarthrosis of knee', 'include'],
    ],
  },
  muscleHematoma: {
    display: 'Hematoma of muscle or soft tissue',
    codes: [
      ['ICD-10-CM', 'M79.81', 'Nontraumatic hematoma of soft tissue', 'include'],
      ['ICD-10-CM', 'K68.3', 'Retroperitoneal hematoma', 'include'],
      ['SNOMED', '385494008', 'Hematoma (unspecified)', 'include'],
    ],
  },
  umbilicalHemorrhage: {
    display: 'Umbilical hemorrhage of the newborn',
    codes: [['ICD-10-CM', 'P51*', 'Umbilical hemorrhage of newborn', 'include']],
  },
  factorVIIIInhibitor: {
    display: 'History of a factor VIII inhibitor',
    codes: [
      ['SNOMED', '47307007', 'Factor VIII inhibitor disorder', 'include'],
      ['ICD-10-CM', 'D68.318', 'Other hemorrhagic disorder due to intrinsic circulating inhibitors', 'include'],
      ['ICD-10-CM', 'D68.31', 'Hemorrhagic disorder due to intrinsic circulating inhibitors', 'include'],
      ['ICD-10-CM', 'D68.311', 'Acquired hemophilia', 'review'],
    ],
  },
  geneTherapyHistory: {
    display: 'History of gene therapy',
    codes: [['ICD-10-CM', 'Z92.86', 'Personal history of gene therapy', 'include']],
  },
  hlhOrMas: {
    display: 'Hemophagocytic lymphohistiocytosis or macrophage activation syndrome',
    codes: [
      ['SNOMED', '234437005', 'Hemophagocytic lymphohistiocytosis', 'include'],
      ['SNOMED', '190958003', '(DO cross-reference for hemophagocytic lymphohistiocytosis)', 'include'],
      // D76.1 stands for primary HLH, HLH of other cause and MAS alike: the indication, never the branch.
      ['ICD-10-CM', 'D76.1', 'Hemophagocytic lymphohistiocytosis', 'include'],
    ],
  },
  hlhOfOtherCause: {
    display: 'Hemophagocytic syndrome of another cause',
    codes: [
      ['SNOMED', '713444005', 'Hemophagocytic syndrome co-occurrent with HIV', 'include'],
      ['ICD-10-CM', 'D76.2', 'Hemophagocytic syndrome, infection-associated', 'include'],
    ],
  },
  primaryHlh: {
    display: 'Primary (familial) hemophagocytic lymphohistiocytosis',
    codes: [
      ['SNOMED', '398250003', 'Familial hemophagocytic lymphohistiocytosis', 'include', 'unverified'],
      [
        'ICD-10-CM',
        'D82.3',
        'Immunodeficiency following hereditary defective response to Epstein-Barr virus',
        'include',
      ],
      ['ICD-10-CM', 'E70.330', 'Chediak-Higashi syndrome', 'include'],
      ['ICD-10-CM', 'D89.82', 'Autoimmune lymphoproliferative syndrome [ALPS]', 'include'],
      ['SNOMED', '111396008', 'Chediak-Higashi syndrome', 'include'],
      ['SNOMED', '1254946006', 'Griscelli type 1 (DO xref)', 'include'],
      ['SNOMED', '1254947002', 'Griscelli type 3 (DO xref)', 'include'],
    ],
  },
  hlhGenotype: {
    display: 'Disease-causing variants in a gene of primary hemophagocytic lymphohistiocytosis',
    // A genetic result, no diagnosis code: the genes stand in genes.ts.
    codes: [],
  },
  systemicJia: {
    display: 'Systemic juvenile idiopathic arthritis',
    codes: [
      ['ICD-10-CM', 'M08.2*', 'Juvenile rheumatoid arthritis with systemic onset', 'include'],
      ['SNOMED', '201796004', 'Systemic onset juvenile chronic arthritis', 'include'],
    ],
  },
  adultOnsetStill: {
    display: "Adult-onset Still's disease",
    codes: [
      ['ICD-10-CM', 'M06.1', "Adult-onset Still's disease", 'include'],
      ['SNOMED', '239920006', 'Adult onset Still disease', 'include'],
    ],
  },
  msRelapsingRemitting: {
    display: 'Relapsing-remitting multiple sclerosis',
    codes: [
      ['ICD-10-CM', 'G35.A', 'Relapsing-remitting multiple sclerosis', 'include'],
      ['SNOMED', '426373005', 'Relapsing remitting multiple sclerosis', 'include'],
      ['SNOMED', '230372003', 'Acute relapsing multiple sclerosis', 'include'],
    ],
  },
  msSecondaryProgressiveActive: {
    display: 'Active secondary progressive multiple sclerosis',
    codes: [['ICD-10-CM', 'G35.C1', 'Active secondary progressive multiple sclerosis', 'include']],
  },
  msSecondaryProgressiveInactive: {
    display: 'Non-active secondary progressive multiple sclerosis',
    codes: [['ICD-10-CM', 'G35.C2', 'Non-active secondary progressive multiple sclerosis', 'include']],
  },
  msSecondaryProgressive: {
    display: 'Secondary progressive multiple sclerosis, activity not stated',
    codes: [
      ['ICD-10-CM', 'G35.C0', 'Secondary progressive multiple sclerosis, unspecified', 'include'],
      ['ICD-10-CM', 'G35.C', 'Secondary progressive multiple sclerosis', 'include'],
      ['SNOMED', '425500002', 'Secondary progressive MS (activity NOT in the code)', 'include'],
    ],
  },
  msPrimaryProgressive: {
    display: 'Primary progressive multiple sclerosis',
    codes: [
      ['ICD-10-CM', 'G35.B', 'Primary progressive multiple sclerosis', 'include'],
      ['ICD-10-CM', 'G35.B0', 'Primary progressive multiple sclerosis, unspecified', 'include'],
      ['ICD-10-CM', 'G35.B1', 'Active primary progressive multiple sclerosis', 'include'],
      ['ICD-10-CM', 'G35.B2', 'Non-active primary progressive multiple sclerosis', 'include'],
      ['SNOMED', '428700003', 'Primary progressive multiple sclerosis', 'include'],
    ],
  },
  msUnspecified: {
    display: 'Multiple sclerosis, type not stated',
    codes: [
      ['ICD-10-CM', 'G35', 'Multiple sclerosis', 'include'],
      ['ICD-10-CM', 'G35.D', 'Multiple sclerosis, unspecified', 'include'],
      ['SNOMED', '24700007', 'Multiple sclerosis', 'include'],
      ['SNOMED', '192926004', 'Multiple sclerosis of the brainstem', 'include'],
      ['SNOMED', '192927008', 'Multiple sclerosis of the spinal cord', 'include'],
      ['SNOMED', '192928003', 'Generalized multiple sclerosis', 'include'],
      ['SNOMED', '724778008', 'Progressive relapsing multiple sclerosis', 'review'],
    ],
  },
  msRelapse: {
    display: 'Relapse of multiple sclerosis',
    codes: [['SNOMED', '192929006', 'Exacerbation of multiple sclerosis', 'include']],
  },
  clinicallyIsolatedSyndrome: {
    display: 'Clinically isolated syndrome',
    codes: [
      ['ICD-10-CM', 'G37.9', 'Demyelinating disease of central nervous system, unspecified', 'review'],
      ['SNOMED', '445967004', 'Clinically isolated syndrome', 'include'],
    ],
  },
  neuromyelitisOrMogad: {
    display: 'Neuromyelitis optica or MOG antibody disease',
    codes: [
      ['ICD-10-CM', 'G36.0', 'Neuromyelitis optica [Devic]', 'include'],
      ['ICD-10-CM', 'G37.81', 'Myelin oligodendrocyte glycoprotein antibody disease', 'include'],
    ],
  },
  hiv: {
    display: 'HIV infection',
    codes: [
      ['ICD-10-CM', 'B20', 'Human immunodeficiency virus [HIV] disease', 'include'],
      ['ICD-10-CM', 'Z21', 'Asymptomatic human immunodeficiency virus [HIV] infection status', 'include'],
      ['ICD-10-CM', 'O98.7*', 'HIV disease complicating pregnancy', 'include'],
      ['SNOMED', '86406008', 'Human immunodeficiency virus infection', 'include'],
      ['SNOMED', '40780007', 'Human immunodeficiency virus I infection', 'include'],
      ['SNOMED', '79019005', 'Human immunodeficiency virus II infection', 'include'],
      ['SNOMED', '91947003', 'Asymptomatic human immunodeficiency virus infection', 'include'],
      ['SNOMED', '62479008', 'Acquired immune deficiency syndrome', 'include'],
      ['SNOMED', '165816005', 'Human immunodeficiency virus positive', 'include'],
    ],
  },
  otherCoagulationDisorder: {
    display: 'Coagulation disorder other than hemophilia A or B',
    codes: [
      ['ICD-10-CM', 'D68.00', 'Von Willebrand disease, unspecified', 'include'],
      ['ICD-10-CM', 'D68.01', 'Von Willebrand disease, type 1', 'include'],
      ['ICD-10-CM', 'D68.020', 'Von Willebrand disease, type 2A', 'include'],
      ['ICD-10-CM', 'D68.021', 'Von Willebrand disease, type 2B', 'include'],
      ['ICD-10-CM', 'D68.022', 'Von Willebrand disease, type 2M', 'include'],
      ['ICD-10-CM', 'D68.023', 'Von Willebrand disease, type 2N', 'include'],
      ['ICD-10-CM', 'D68.029', 'Von Willebrand disease, type 2, unspecified', 'include'],
      ['ICD-10-CM', 'D68.03', 'Von Willebrand disease, type 3', 'include'],
      ['ICD-10-CM', 'D68.04', 'Acquired von Willebrand disease', 'include'],
      ['ICD-10-CM', 'D68.09', 'Other von Willebrand disease', 'include'],
      ['ICD-10-CM', 'D68.1', 'Hereditary factor XI deficiency', 'include'],
      ['ICD-10-CM', 'D68.2', 'Hereditary deficiency of other clotting factors', 'include'],
      ['ICD-10-CM', 'D68.311', 'Acquired hemophilia', 'include'],
      ['ICD-10-CM', 'D68.312', 'Antiphospholipid antibody with hemorrhagic disorder', 'include'],
      [
        'ICD-10-CM',
        'D68.318',
        'Other hemorrhagic disorder due to intrinsic circulating anticoagulants, antibodies, or',
        'include',
      ],
      ['ICD-10-CM', 'D68.32', 'Hemorrhagic disorder due to extrinsic circulating anticoagulants', 'include'],
      ['ICD-10-CM', 'D68.4', 'Acquired coagulation factor deficiency', 'include'],
      ['ICD-10-CM', 'D68.51', 'Activated protein C resistance', 'review'],
      ['ICD-10-CM', 'D68.52', 'Prothrombin gene mutation', 'review'],
      ['ICD-10-CM', 'D68.59', 'Other primary thrombophilia', 'review'],
      ['ICD-10-CM', 'D68.61', 'Antiphospholipid syndrome', 'review'],
      ['ICD-10-CM', 'D68.62', 'Lupus anticoagulant syndrome', 'review'],
      ['ICD-10-CM', 'D68.69', 'Other thrombophilia', 'review'],
      ['ICD-10-CM', 'D68.8', 'Other specified coagulation defects', 'review'],
      ['ICD-10-CM', 'D68.9', 'Coagulation defect, unspecified', 'review'],
      ['ICD-10-CM', 'D69.1', 'Qualitative platelet defects', 'review'],
      ['SNOMED', '64779008', 'Blood coagulation disorder (parent: haemophilia itself is below it', 'review'],
    ],
  },
  siteOfCareComorbidity: {
    display: 'Heart failure, COPD, chronic kidney failure or fluid overload',
    // Prompts, not decisions: the policy names no diagnoses and a statement must go with each.
    codes: [
      ['ICD-10-CM', 'I50*', 'Heart failure', 'include'],
      ['ICD-10-CM', 'J44*', 'Other chronic obstructive pulmonary disease', 'include'],
      ['ICD-10-CM', 'E87.7*', 'Fluid overload', 'include'],
      ['SNOMED', '84114007', 'Heart failure', 'include'],
      ['SNOMED', '13645005', 'Chronic obstructive lung disease', 'include'],
      ['SNOMED', '90688005', 'Chronic renal failure', 'include'],
    ],
  },
  infusionReaction: {
    display: 'Reaction to a drug that is not named',
    codes: [
      [
        'ICD-10-CM',
        'T80.89XA',
        'Other complications following infusion, transfusion and therapeutic injection',
        'include',
      ],
      ['ICD-10-CM', 'T80.90XA', 'Unspecified complication following infusion and therapeutic injection', 'include'],
      ['ICD-10-CM', 'T78.2XXA', 'Anaphylactic shock, unspecified', 'include'],
      [
        'ICD-10-CM',
        'T88.6XXA',
        'Anaphylactic reaction due to adverse effect of correct drug properly given',
        'include',
      ],
      ['ICD-10-CM', 'T45.1X5A', 'Adverse effect of antineoplastic and immunosuppressive drugs', 'include'],
      ['SNOMED', '39579001', 'Anaphylaxis', 'include'],
    ],
  },
} as const satisfies Readonly<Record<string, { readonly display: string; readonly codes: readonly CodeRow[] }>>;

/** A diagnosis by its name in our tables. */
export type ConditionName = keyof typeof table;

/** Every diagnosis. */
export const conditionNames = Object.keys(table) as readonly ConditionName[];

/** What we know of a diagnosis: the words a person reads, and the codes. */
export const conditionDefinition = (
  name: ConditionName,
): { readonly display: string; readonly codes: readonly CodeRow[] } => table[name];

/** The diagnoses a code stands for, and whether it may decide. */
export const conditionsOf = codeIndex<ConditionName>(table);

/**
 * A diagnosis that leaves open which of several narrower ones is meant. Where it leaves the type open, an earlier
 * narrower one still tells it; where it leaves the activity open, only one that is not older does.
 */
export interface WideDiagnosis {
  readonly leavesOpen: 'type' | 'activity';
  readonly mayBe: readonly ConditionName[];
}

const wide: Readonly<Partial<Record<ConditionName, WideDiagnosis>>> = {
  msUnspecified: {
    leavesOpen: 'type',
    mayBe: [
      'msRelapsingRemitting',
      'msSecondaryProgressive',
      'msSecondaryProgressiveActive',
      'msSecondaryProgressiveInactive',
      'msPrimaryProgressive',
    ],
  },
  msSecondaryProgressive: {
    leavesOpen: 'activity',
    mayBe: ['msSecondaryProgressiveActive', 'msSecondaryProgressiveInactive'],
  },
};

/** What a diagnosis leaves open; undefined where it names one thing. */
export const wideDiagnosis = (name: ConditionName): WideDiagnosis | undefined => wide[name];
