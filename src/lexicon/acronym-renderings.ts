/*
 * Dutch acronyms that English may keep, or write as another: the GGD is the MHS to some. Compiled by
 * hand.
 */
const table = `
IC=ICU, IC's=ICU ICUs, GGD=MHS PHS, GGZ=MHC, KvK=COC CCI, KVK=COC CCI, AIVD=GISS, MIVD=DISS
IND=INS, OM=PPS OPP DPPS, BSN=CSN, VWS=HWS, UWV=EIA, NVWA=FSA, CBS=SN, DNB=DCB, TUD=TU, TH=TU
UvA=UA, RUG=UG, EK=EC, WK=WC, OS=OG, BZ=MFA, BuZa=MFA, CPB=NBEPA, SCP=NISR, RIVM=NIPHE
WOZ=VPA, AED=AED, HBO=UAS, MBO=VET, VMBO=PVE, VWO=PUE, KLPD=NPA, RvC=SB, RvB=EB, OR=WC, SER=SEC
`;

/** What English may have for an acronym of the Dutch, besides the acronym itself. */
export const acronymRenderings: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  table
    .trim()
    .split(/, |\n/)
    .map((entry) => entry.split('='))
    .map(([dutch = '', english = '']) => [dutch, new Set(english.split(' '))]),
);
