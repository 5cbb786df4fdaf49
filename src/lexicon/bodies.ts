/**
 * Institutions, international bodies, courts, ministries and acronyms with their English; compiled
 * by hand, besides the terms of glossary/institutions.ts. One a line: Dutch names; English names;
 * what it is part of, or is often named by (the first Dutch name of another entry, here or of a
 * place).
 */
export const bodies = `
Europese Unie, EU, Europa, EEG, EG, Europese Gemeenschap;European Union, EU, E.U., EEC, EC, European Community;Europa, Brussel
Europese Commissie, Commissie, EC;European Commission, Commission, EC;Europese Unie
Europees Parlement, Europarlement, EP;European Parliament, EP;Europese Unie
Europese Raad;European Council;Europese Unie
Raad van Ministers;Council of Ministers;
Raad van Europa;Council of Europe;
Europese Centrale Bank, ECB;European Central Bank, ECB;
Europees Hof van Justitie, Europese Hof van Justitie, Hof van Justitie;European Court of Justice, Court of Justice, ECJ, CJEU;Europese Hof
Europees Hof voor de Rechten van de Mens, Europese Hof voor de Rechten van de Mens, EHRM;European Court of Human Rights, ECHR, ECtHR;Europese Hof
Europese Hof, Europees Hof;European Court, European Court of Justice, European Court of Human Rights, ECJ;
Europese Rekenkamer;European Court of Auditors;
Europese Investeringsbank, EIB;European Investment Bank, EIB;
Europees Geneesmiddelenbureau, EMA, Europees Geneesmiddelenagentschap;European Medicines Agency, EMA;
Europese Ruimtevaartorganisatie, ESA;European Space Agency, ESA;
Verenigde Naties, VN, UNO;United Nations, UN, U.N., UNO;
Veiligheidsraad, VN-Veiligheidsraad;Security Council, UN Security Council, UNSC;
Algemene Vergadering, Algemene Vergadering van de VN;General Assembly, UN General Assembly;
Mensenrechtenraad, VN-Mensenrechtenraad;Human Rights Council, UN Human Rights Council;
Wereldgezondheidsorganisatie, WHO, WGO;World Health Organization, World Health Organisation, WHO;
Wereldhandelsorganisatie, WTO;World Trade Organization, World Trade Organisation, WTO;
Wereldbank;World Bank;
Internationaal Monetair Fonds, IMF;International Monetary Fund, IMF;
Internationaal Strafhof, ICC;International Criminal Court, ICC;
Internationaal Gerechtshof, ICJ;International Court of Justice, ICJ;
Joegoslaviëtribunaal, Joegoslavië-tribunaal;Yugoslavia tribunal, ICTY, International Criminal Tribunal for the former Yugoslavia;Joegoslavië
Internationaal Atoomenergieagentschap, IAEA, Internationaal Atoomagentschap;International Atomic Energy Agency, IAEA;
Internationale Arbeidsorganisatie, ILO;International Labour Organization, International Labour Organisation, ILO;
Voedsel- en Landbouworganisatie, FAO;Food and Agriculture Organization, FAO;
Wereldvoedselprogramma, WFP;World Food Programme, World Food Program, WFP;
UNHCR, Vluchtelingenorganisatie;UNHCR, UN Refugee Agency;
UNICEF, Unicef;UNICEF, Unicef;
UNESCO, Unesco;UNESCO, Unesco;
NAVO, Navo, NATO, Noord-Atlantische Verdragsorganisatie;NATO, Nato, North Atlantic Treaty Organization;
OESO;OECD, Organisation for Economic Co-operation and Development;
OVSE;OSCE;
OPEC, Opec;OPEC, Opec;
ASEAN;ASEAN;
BRICS;BRICS;
Arabische Liga;Arab League;Arabië
Afrikaanse Unie;African Union, AU;Afrika
Interpol;Interpol;
Europol;Europol;
FBI;FBI, Federal Bureau of Investigation;
CIA;CIA, Central Intelligence Agency;
NSA;NSA, National Security Agency;
NASA, Nasa;NASA, Nasa;
Pentagon;Pentagon;
Witte Huis;White House;Verenigde Staten
Kremlin;Kremlin;Rusland
Downing Street;Downing Street;Verenigd Koninkrijk
Houses of Parliament, Westminster, Parliament, Brits parlement, Britse parlement;Houses of Parliament, Palace of Westminster, Westminster, UK Parliament, British Parliament;Lagerhuis, Hogerhuis, Parlement
Huis van Afgevaardigden;House of Representatives, House;Tweede Kamer
Lagerhuis, Britse Lagerhuis;House of Commons, Commons, lower house;
Hogerhuis, Britse Hogerhuis;House of Lords, Lords, upper house;
Congres, Amerikaanse Congres;Congress;
Bondsdag;Bundestag;
Bondsraad;Bundesrat;
Knesset;Knesset;
Doema, Staatsdoema;Duma, State Duma;
Hooggerechtshof, Hoge Raad;Supreme Court, High Court;
Grondwettelijk Hof, Constitutioneel Hof;Constitutional Court;
Hof van Cassatie;Court of Cassation;
Raad van State;Council of State;
Openbaar Ministerie, OM;Public Prosecution Service, OM, public prosecutor, public prosecutors, prosecutors, prosecution service;
Tweede Kamer, Kamer;House of Representatives, Second Chamber, lower house, House, Dutch parliament;
Eerste Kamer, Senaat;Senate, First Chamber, upper house;
Staten-Generaal;States General, States-General, Estates General;
Algemene Rekenkamer, Rekenkamer;Court of Audit, Netherlands Court of Audit;
Belastingdienst;Tax Administration, Tax and Customs Administration, Tax Office, tax authority, tax authorities, tax office;
Rijkswaterstaat;Rijkswaterstaat;
Centraal Bureau voor de Statistiek, CBS;Statistics Netherlands, CBS;
Centraal Planbureau, CPB;CPB, Bureau for Economic Policy Analysis, Netherlands Bureau for Economic Policy Analysis;
Sociaal en Cultureel Planbureau, SCP;Netherlands Institute for Social Research, SCP;
Rijksinstituut voor Volksgezondheid en Milieu, RIVM;RIVM, National Institute for Public Health and the Environment, National Institute for Public Health;
De Nederlandsche Bank, Nederlandsche Bank, DNB;De Nederlandsche Bank, Dutch Central Bank, Dutch central bank, DNB;
Autoriteit Financiële Markten, AFM;Authority for the Financial Markets, AFM;
Autoriteit Consument en Markt, ACM;Authority for Consumers and Markets, ACM;
Autoriteit Persoonsgegevens;Data Protection Authority, Dutch DPA;
Onderzoeksraad voor Veiligheid, Onderzoeksraad, OVV;Dutch Safety Board, Safety Board;
Kamer van Koophandel, KvK;Chamber of Commerce;
Marechaussee, Koninklijke Marechaussee;Marechaussee, Royal Marechaussee, military police;
AIVD;AIVD, General Intelligence and Security Service;
MIVD;MIVD, Military Intelligence and Security Service;
Rode Kruis;Red Cross;
Artsen zonder Grenzen, AzG;Doctors Without Borders, Doctors without Borders, MSF, Médecins Sans Frontières;
Amnesty International, Amnesty;Amnesty International, Amnesty;
Greenpeace;Greenpeace;
Bank of England, Engelse centrale bank;Bank of England;Engeland, Verenigd Koninkrijk
Federal Reserve, Fed;Federal Reserve, Fed;
Olympische Spelen, Spelen, Olympische Winterspelen, Olympische Zomerspelen, Winterspelen, Zomerspelen;Olympic Games, Olympics, Games, Winter Olympics, Summer Olympics, Olympic Winter Games, Winter Games;
Paralympische Spelen, Paralympics;Paralympic Games, Paralympics;
Internationaal Olympisch Comité, IOC;International Olympic Committee, IOC;
Champions League;Champions League;
Europa League;Europa League;
Wereldkampioenschap, WK;World Championship, World Championships, World Cup;
Europees kampioenschap, Europees Kampioenschap, EK;European Championship, European Championships, Euro, Euros;Europa
Republikeinse Partij, Republikeinen;Republican Party, Republicans, GOP, Grand Old Party;
Democratische Partij, Democraten;Democratic Party, Democrats;
Conservatieve Partij, Conservatieven, Tories;Conservative Party, Conservatives, Tories, Tory Party, Tory;
Labourpartij, Labour, Labour Partij, Labour-partij, PvdA, Partij van de Arbeid;Labour Party, Labour, PvdA;
Groene Partij, Groenen, De Groenen;Green Party, Greens, The Greens;
Liberale Partij, Liberalen;Liberal Party, Liberals;
Liberaal-Democraten, Liberale Democraten;Liberal Democrats, Lib Dems;
Communistische Partij, Communisten;Communist Party, Communists;
Socialistische Partij, Socialisten, SP;Socialist Party, Socialists, SP;
Christendemocraten, CDU, CDA;Christian Democrats, Christian Democratic Union, CDU, CDA;
Sociaaldemocraten, SPD;Social Democrats, Social Democratic Party, SPD;
Partij voor de Vrijheid, PVV;Party for Freedom, Freedom Party, PVV;
Partij voor de Dieren, PvdD;Party for the Animals, PvdD;
VVD;VVD, People's Party for Freedom and Democracy;
D66;D66, Democrats 66;
GroenLinks;GroenLinks, GreenLeft, Green Left;
Vlaams Belang;Vlaams Belang, Flemish Interest;
N-VA, Nieuw-Vlaamse Alliantie;N-VA, New Flemish Alliance;
Scottish National Party, SNP;Scottish National Party, SNP;
Alternative für Deutschland, AfD;Alternative for Germany, AfD;
Rassemblement National, Front National;National Rally, National Front;
Rijksmuseum;Rijksmuseum;
Tropenmuseum;Tropenmuseum;
Wereldmuseum;Wereldmuseum;
Mauritshuis;Mauritshuis;
Van Gogh Museum, Van Goghmuseum;Van Gogh Museum;
Stedelijk Museum;Stedelijk Museum;
Anne Frank Huis;Anne Frank House;
Louvre;Louvre;
British Museum;British Museum;
Nationaal Archief, Nationale Archieven;National Archives, National Archive;
Koninklijke Bibliotheek, Nationale Bibliotheek, KB;National Library, Royal Library, KB;
Gerechtshof, Hof van Beroep, Hof van beroep;Court of Appeal, Court of Appeals, Appeals Court, appeals court, appeal court;
Rechtbank;District Court, district court, court;
Parlement, Nationale Parlement, Nationaal Parlement;Parliament, National Parliament, National Assembly;Tweede Kamer, Staten-Generaal, Bondsdag, Knesset, Doema, Lagerhuis
Kabinet;Cabinet, cabinet, government;
Gemeenteraad;City Council, city council, municipal council, town council, Municipal Council, council;
Rijkswacht, Rijkspolitie;national police, gendarmerie;
Nobelprijs;Nobel Prize;
Wit-Gele Kruis;White-Yellow Cross;
Leger des Heils;Salvation Army;
Wereldnatuurfonds, Wereld Natuur Fonds, WNF;World Wildlife Fund, World Wide Fund for Nature, WWF;
Voedsel- en Warenautoriteit, NVWA;NVWA, Food and Consumer Product Safety Authority;
Eerste Wereldoorlog, WO I, WOI, WO1, WO 1, Groote Oorlog, Grote Oorlog;First World War, World War I, World War One, WWI, WW1, Great War;
Tweede Wereldoorlog, WO II, WOII, WO2, WO 2;Second World War, World War II, World War Two, WWII, WW2;
Koude Oorlog;Cold War;
Tachtigjarige Oorlog;Eighty Years' War;
Dertigjarige Oorlog;Thirty Years' War;
Gouden Eeuw;Golden Age;
Middeleeuwen;Middle Ages;
Renaissance;Renaissance;
Verlichting;Enlightenment;
Kerstmis, Kerst, Eerste Kerstdag;Christmas, Christmas Day;
Pasen;Easter;
Pinksteren;Pentecost, Whitsun;
Hemelvaartsdag, Hemelvaart;Ascension Day;
Koningsdag;King's Day;
Bevrijdingsdag;Liberation Day;
Dodenherdenking;Remembrance Day;
Prinsjesdag;Prinsjesdag, Budget Day;
Sinterklaas;Sinterklaas, Saint Nicholas, St Nicholas;
Oudjaarsdag, Oudejaarsavond, Oud en Nieuw;New Year's Eve, New Year;
Nieuwjaarsdag, Nieuwjaar;New Year's Day, New Year;
Offerfeest;Eid al-Adha, Feast of Sacrifice;
Suikerfeest;Eid al-Fitr, Eid;
Onafhankelijkheidsdag;Independence Day, Fourth of July;
Onafhankelijkheidsverklaring;Declaration of Independence;
Melkweg, Melkwegstelsel;Milky Way, Milky Way Galaxy, Galaxy;
Zonnestelsel, zonnestelsel;Solar System, solar system;
Aarde;Earth;
Maan;Moon;
Zon;Sun;
Mercurius;Mercury;
Venus;Venus;
Mars;Mars;
Jupiter;Jupiter;
Saturnus;Saturn;
Uranus;Uranus;
Neptunus;Neptune;
Grote Beer;Great Bear, Big Dipper, Ursa Major, Plough;
Poolster;North Star, Pole Star, Polaris;
Bijbel;Bible;
Koran;Quran, Koran, Qur'an;
Oude Testament, Oud Testament;Old Testament;
Nieuwe Testament, Nieuw Testament;New Testament;
BBP, bbp;GDP;
BTW, btw;VAT;
MKB, mkb;SME, SMEs, SMB, SMBs;
KI, AI;AI;
AVG;GDPR;
PTSS;PTSD;
`;

/**
 * What a minister or ministry is for. "Minister van", "minister voor", "ministerie van" are put
 * before each Dutch one; English ones are complete.
 */
export const offices = `
Buitenlandse Zaken;Ministry of Foreign Affairs, Foreign Ministry, foreign ministry, Foreign Office, State Department, Foreign Affairs, Foreign Minister, foreign minister, Foreign Secretary, foreign secretary, Secretary of State, Minister of Foreign Affairs, Minister for Foreign Affairs
Binnenlandse Zaken;Ministry of the Interior, Interior Ministry, interior ministry, Home Office, Interior Minister, interior minister, Home Secretary, Home Affairs, Minister of the Interior, Interior
Financiën;Ministry of Finance, Finance Ministry, finance ministry, Treasury, Finance Minister, finance minister, Chancellor of the Exchequer, Treasury Secretary, Minister of Finance, treasurer, Treasurer, Finance
Justitie, Justitie en Veiligheid;Ministry of Justice, Justice Ministry, justice ministry, Justice Department, Department of Justice, Justice Minister, justice minister, Attorney General, attorney general, Justice Secretary, Minister of Justice, Justice, Judiciary, Judicial
Defensie;Ministry of Defence, Defence Ministry, Ministry of Defense, Defense Ministry, defence ministry, defense ministry, Pentagon, Defense Department, Department of Defense, Defence Minister, Defense Minister, Defence Secretary, Defense Secretary, defence minister, defense minister, Minister of Defence, Minister of Defense, Defence, Defense
Volksgezondheid, Gezondheid, Gezondheidszorg, VWS;Ministry of Health, Health Ministry, health ministry, Department of Health, Health Department, Health Minister, health minister, Health Secretary, Minister of Health, Public Health, Health
Onderwijs, OCW;Ministry of Education, Education Ministry, education ministry, Department of Education, Education Minister, education minister, Education Secretary, Minister of Education, Education
Economische Zaken, Economie, EZ;Ministry of Economic Affairs, Economy Ministry, Economic Affairs, Economy Minister, Minister of Economic Affairs
Sociale Zaken, Werk, SZW;Ministry of Social Affairs, Social Affairs, Minister of Social Affairs, social affairs
Landbouw, LNV;Ministry of Agriculture, Agriculture Ministry, Department of Agriculture, Agriculture Minister, Minister of Agriculture, Agriculture
Handel, Buitenlandse Handel;Ministry of Commerce, Commerce Ministry, Ministry of Trade, Trade Ministry, Commerce Department
Energie, Energiezaken;Energy Minister, energy minister, Energy Secretary, energy secretary, Minister of Energy, Department of Energy, Energy Department;
Milieu, Klimaat;Environment Minister, environment minister, Environment Secretary, Minister of the Environment, Climate Minister, climate minister;
Verkeer, Vervoer, Infrastructuur, Transport;Transport Minister, transport minister, Transport Secretary, Minister of Transport, Infrastructure Minister, infrastructure minister, Transportation Secretary;
Cultuur;Culture Minister, culture minister, Culture Secretary, Minister of Culture;
`;
