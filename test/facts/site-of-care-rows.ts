/**
 * Every drug of the list, with the codes that are that drug, and in brackets those that only may be: checked by hand
 * against the CMS files of 2019 and 2025, so that a changed table is noticed. One line a drug.
 */
export const listRows = `
Actemra: J3262
Adakveo: J0791
Adagen: J2504
Adcetris: J9042
Aduhelm: J0172
Aldurazyme: J1931
Alimta: J9305
Amondys 45: J1426 (C9075)
Aranesp: J0881 J0882
Aralast NP:  (J0256)
Asceniv: J1554 (90283)
Avastin: J9035
Aveed: J3145
Benlysta: J0490
Berinert: J0597
Bivigam: J1556 (90283)
Cabenuva: J0741 C9077
Carimune NF:  (90283 J1566)
Cerezyme: J1786
Cimzia: J0717
Cinqair: J2786
Crysvita: J0584
Cinryze: J0598
Cutaquig: J1551 (90284)
Cuvitru: J1555 (90284)
Darzalex Faspro: J9144
Elaprase: J1743
Eligard: J9217
Elelyso: J3060
Entyvio: J3380
Evenity: J3111
Evkeeza: J1305 C9079
Exondys 51: J1428
Fabrazyme: J0180
Fasenra: J0517
Fensolvi: J1951
Firmagon: J9155
Flebogamma:  (90283 J1572)
Fulphila: Q5108
Gamastan: J1460 J1560
Gamifant: J9210
Gammagard: J1569 (90283 J1566)
Gammaplex: J1557 (90283)
Gamunex C:  (90283 J1561)
Givlaari: J0223
Glassia: J0257
Herceptin: J9355
Herzuma: Q5113
Hizentra: J1559 (90284)
Hyqvia: J1575 (90284)
Ilaris: J0638
Ilumya: J3245
Imfinzi: J9173
Jemperli: J9272
Inflectra: Q5103
Kanjinti: Q5117
Kadcyla: J9354
Kalbitor: J1290
Kanuma: J2840
Keytruda: J9271
Krystexxa: J2507
Lemtrada: J0202
Lumizyme: J0221
Lupron Depot / Lupron Depot-PED: J1950 J9217
Mepsevii: J3397
Mircera: J0887 J0888
Mvasi: Q5107
Naglazyme: J1458
Neulasta: J2506 J2505
Nplate: J2802 J2796
Nucala: J2182
Nulibry: 
Nyvepria: Q5122
Ocrevus: J2350
Octagam: J1568 (90283)
Ogivri: Q5114
Onpattro: J0222
Ontruzant: Q5112
Opdivo: J9299
Orencia: J0129
Oxlumo: J0224 C9074
Panzyga: J1576 (90283 J1599)
Perjeta: J9306
Phesgo: J9316
Privigen: J1459 (90283)
Procrit / Epogen: J0885 Q4081
Prolastin-C:  (J0256)
Prolia: J0897
Radicava: J1301
Reblozyl: J0896
Remicade: J1745
Renflexis: Q5104
Retacrit: Q5105 Q5106
Revcovi: 
Riabni: Q5123
Rituxan: J9312
Rituxan Hycela: J9311
Ruconest: J0596
Ruxience: Q5119
Sandostatin LAR: J2353
Signifor LAR: J2502
Simponi: 
Simponi Aria: J1602
Soliris: J1300
Somatuline Depot: J1930
Stelara: J3357 J3358
Synagis: 90378
Tecentriq: J9022
Tepezza: J3241
Trazimera: Q5116
Trelstar: J3315
Tremfya: J1628
Triptodur: J3316
Trogarzo: J1746
Truxima: Q5115
Tysabri: J2323
Udenyca: Q5111
Ultomiris: J1303
Uplizna: J1823
Velcade: J9041
Viltepso: J1427
Vimizim: J1322
Vivaglobin: J1562 (90284)
Vpriv: J3385
Vyepti: J3032
Xgeva: J0897
Xembify: J1558 (90284)
Xolair: J2357
Yervoy: J9228
Zemaira:  (J0256)
Ziextenzo: Q5120
Zirabev: Q5118
`
  .trim()
  .split('\n');
