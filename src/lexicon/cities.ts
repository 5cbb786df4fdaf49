/**
 * Cities whose name differs in English, or is common in news; compiled by hand. One a line, in the
 * fields of countries.ts; without a country a city stands for itself. Capitals are in countries.ts.
 */
export const cities = `
Amsterdam;Amsterdams, Amsterdammer;Amsterdam;Amsterdammer;;Nederland
Rotterdam;Rotterdams, Rotterdammer;Rotterdam;Rotterdammer
Den Haag, 's-Gravenhage, Haag;Haags, Hagenaar, Hagenaars;The Hague, Hague;;;Nederland
Eindhoven;Eindhovens, Eindhovenaar;Eindhoven;
Tilburg;Tilburgs, Tilburger;Tilburg;
Almere;Almeers;Almere;
Breda;Bredaas;Breda;
Nijmegen;Nijmeegs, Nijmegenaar;Nijmegen;
Arnhem;Arnhems, Arnhemmer;Arnhem;
Enschede;Enschedees;Enschede;
Haarlem;Haarlems, Haarlemmer;Haarlem;
Leiden;Leids, Leidenaar;Leiden;
Delft;Delfts;Delft;
Dordrecht, Dordt;Dordts, Dordrechts;Dordrecht, Dort;
Zwolle;Zwols;Zwolle;
Maastricht;Maastrichts, Maastrichtenaar;Maastricht;
Den Bosch, 's-Hertogenbosch;Bosch;Den Bosch, 's-Hertogenbosch;
Vlissingen;Vlissings;Flushing, Vlissingen;
Den Helder;Helders;Den Helder;
Leeuwarden;Leeuwardens, Leeuwarder;Leeuwarden;
Middelburg;Middelburgs;Middelburg;
Antwerpen;Antwerps, Antwerpenaar;Antwerp;
Gent;Gents, Gentenaar;Ghent;
Brugge;Brugs, Bruggeling;Bruges;
Luik;Luiks, Luikenaar;Liège, Liege;
Leuven;Leuvens, Leuvenaar;Leuven, Louvain;
Mechelen;Mechels;Mechelen, Malines, Mechlin;
Bergen;Bergens;Bergen, Mons;
Doornik;Doorniks;Tournai;
Namen;Naams;Namur;
Kortrijk;Kortrijks;Kortrijk, Courtrai;
Ieper;Iepers;Ypres, Ieper;
Oostende;Oostends;Ostend;
Aalst;Aalsters;Aalst;
Rijsel;Rijsels;Lille;
Duinkerke, Duinkerken;Duinkerks;Dunkirk, Dunkerque;
Kales, Calais;;Calais;
Atrecht;;Arras;
Kamerijk;;Cambrai;
Straatsburg;Straatsburgs;Strasbourg;
Marseille;Marseillaans;Marseille, Marseilles;
Lyon;Lyons;Lyon, Lyons;
Nice;;Nice;
Bordeaux;;Bordeaux;
Toulouse;;Toulouse;
Nantes;;Nantes;
Reims;;Reims, Rheims;
Versailles;;Versailles;
Keulen;Keuls, Keulenaar;Cologne;
Aken;Akens;Aachen;
München;Münchens, Münchener;Munich;
Neurenberg;Neurenbergs;Nuremberg;
Hannover;Hannoveraans;Hanover, Hannover;Hanoverian
Hamburg;Hamburgs, Hamburger;Hamburg;
Frankfurt;Frankfurts, Frankfurter;Frankfurt;
Düsseldorf;Düsseldorfs;Düsseldorf, Dusseldorf;
Dresden;Dresdens;Dresden;
Leipzig;Leipzigs;Leipzig;
Stuttgart;Stuttgarts;Stuttgart;
Brunswijk;;Brunswick, Braunschweig;
Maagdenburg;;Magdeburg;
Trier;;Trier;
Kleef;Kleefs;Cleves, Kleve;
Wittenberg;;Wittenberg;
Salzburg;Salzburgs;Salzburg;
Zürich;Zürichs;Zurich, Zürich;
Genève;Geneefs;Geneva;
Bazel;Bazels;Basel, Basle;
Luzern;;Lucerne;
Lausanne;;Lausanne;
Milaan;Milanees;Milan;Milanese
Venetië;Venetiaans, Venetiaan;Venice;Venetian
Napels;Napolitaans, Napolitaan;Naples;Neapolitan
Turijn;Turijns;Turin;
Florence;Florentijns, Florentijn, Florentijnen;Florence;Florentine
Genua;Genuees, Genuezen;Genoa;Genoese
Padua;Paduaans;Padua;Paduan
Mantua;;Mantua;
Syracuse;;Syracuse;
Palermo;;Palermo;
Bologna;;Bologna;
Pisa;;Pisa;
Pompeï;;Pompeii;
Barcelona;;Barcelona;
Sevilla;Sevillaans;Seville, Sevilla;
Valencia;Valenciaans;Valencia;Valencian
Bilbao;;Bilbao;
Málaga, Malaga;;Málaga, Malaga;
Cordoba, Córdoba;;Cordoba, Córdoba;
Porto;;Porto, Oporto;
Göteborg, Gotenburg;Göteborgs;Gothenburg, Göteborg;
Malmö;;Malmö, Malmo;
Elseneur;;Elsinore;
Helsingør;;Helsingør;
Krakau;Krakaus;Krakow, Kraków, Cracow;
Gdansk;;Gdansk, Gdańsk, Danzig;
Lodz;;Lodz, Łódź;
Breslau;;Breslau, Wroclaw, Wrocław;
Lviv, Lvov;;Lviv, Lvov;
Odessa;;Odessa, Odesa;
Charkov, Charkiv;;Kharkiv, Kharkov;
Marioepol;;Mariupol;
Donetsk;;Donetsk;
Sint-Petersburg, Sint Petersburg, St. Petersburg, St.-Petersburg;Petersburgs;Saint Petersburg, St Petersburg, St. Petersburg;;;Leningrad
Leningrad;;Leningrad;
Stalingrad;;Stalingrad;
Volgograd;;Volgograd;
Grozny;;Grozny;
Sebastopol, Sevastopol;;Sevastopol, Sebastopol;
Thessaloniki;;Thessaloniki, Salonica, Thessalonica;
Sparta;Spartaans, Spartaan;Sparta;Spartan
Troje;Trojaans, Trojaan;Troy;Trojan
Korinthe;Korinthisch;Corinth;Corinthian
Constantinopel;;Constantinople;;;Istanbul
Byzantium, Byzantijnse Rijk;Byzantijns, Byzantijn, Byzantijnen;Byzantium;Byzantine
Istanbul, Istanboel;;Istanbul;
Izmir;;Izmir;
Jeruzalem;Jeruzalems;Jerusalem;
Bethlehem;;Bethlehem;
Nazareth;;Nazareth;
Jericho;;Jericho;
Haifa;;Haifa;
Aleppo;;Aleppo;
Mosoel, Mosul;;Mosul;
Basra;;Basra;
Mekka;;Mecca;
Medina;;Medina;
Djedda, Jeddah;;Jeddah;
Dubai, Doebai;;Dubai;
Isfahan;;Isfahan;
Babylon;Babylonisch, Babyloniër;Babylon;Babylonian
Alexandrië;Alexandrijns;Alexandria;Alexandrian
Gizeh, Giza;;Giza;
Thebe;Thebaans;Thebes;Theban
Carthago;Carthaags, Carthager;Carthage;Carthaginian
Casablanca;;Casablanca;
Marrakesh, Marrakech;;Marrakech, Marrakesh;
Tanger;;Tangier, Tangiers;
Timboektoe;;Timbuktu;
Lagos;;Lagos;
Kaapstad;Kaaps;Cape Town;
Kaap de Goede Hoop, Kaap;;Cape of Good Hope, Cape;
Johannesburg;;Johannesburg;
Durban;;Durban;
Bombay, Mumbai;;Mumbai, Bombay;
Calcutta, Kolkata;;Kolkata, Calcutta;
Madras, Chennai;;Chennai, Madras;
Karachi;;Karachi;
Lahore;;Lahore;
Kandahar;;Kandahar;
Shanghai, Sjanghai;;Shanghai;
Kanton, Guangzhou;Kantonees;Guangzhou, Canton;Cantonese
Nanking, Nanjing;;Nanjing, Nanking;
Wuhan;;Wuhan;
Shenzhen;;Shenzhen;
Osaka;;Osaka;
Hiroshima, Hirosjima;;Hiroshima;
Nagasaki;;Nagasaki;
Kyoto;;Kyoto;
Saigon, Ho Chi Minhstad, Ho Chi Minh-stad;;Saigon, Ho Chi Minh City;
Surabaya, Soerabaja;;Surabaya;
Bandung, Bandoeng;;Bandung;
Yogyakarta, Jogjakarta, Djokjakarta;;Yogyakarta, Jogjakarta;
Semarang;;Semarang;
Sydney;;Sydney;
Melbourne;;Melbourne;
Brisbane;;Brisbane;
Perth;;Perth;
Auckland;;Auckland;
New York, New York City;New Yorks, New Yorker;New York, New York City, NYC;New Yorker
Los Angeles;;Los Angeles, LA, L.A.;
San Francisco;;San Francisco;
Chicago;;Chicago;
Boston;;Boston;
Miami;;Miami;
Las Vegas;;Las Vegas;
Houston;;Houston;
Dallas;;Dallas;
Philadelphia;;Philadelphia;
Detroit;;Detroit;
Seattle;;Seattle;
Atlanta;;Atlanta;
Denver;;Denver;
New Orleans;;New Orleans;
San Diego;;San Diego;
Toronto;;Toronto;
Montreal, Montréal;;Montreal, Montréal;
Vancouver;;Vancouver;
Rio de Janeiro, Rio;;Rio de Janeiro, Rio;
São Paulo, Sao Paulo;;São Paulo, Sao Paulo;
Medellín;;Medellín, Medellin;
Manchester;;Manchester;
Liverpool;;Liverpool;
Birmingham;;Birmingham;
Glasgow;;Glasgow;
Leeds;;Leeds;
Bristol;;Bristol;
Oxford;;Oxford;
Cambridge;;Cambridge;
Kantelberg, Canterbury;;Canterbury;
Brighton;;Brighton;
Plymouth;;Plymouth;
Tsjernobyl;;Chernobyl, Chornobyl;
Londen;Londens, Londenaar;London;Londoner;;Verenigd Koninkrijk
Parijs;Parijs, Parijzenaar, Parisienne;Paris;Parisian;;Frankrijk
Brussel;Brussels, Brusselaar;Brussels;;;België
Berlijn;Berlijns, Berlijner;Berlin;Berliner;;Duitsland
Rome;Romeins, Romein, Romeinen, Rooms, Romaans;Rome;Roman;;Italië
Wenen;Weens, Wener;Vienna;Viennese;;Oostenrijk
Athene;Atheens, Athener;Athens;Athenian;;Griekenland
Moskou;Moskous, Moskoviet, Moskovieten;Moscow;Muscovite;;Rusland
Lissabon;Lissabons;Lisbon;;;Portugal
Praag;Praags;Prague;;;Tsjechië
Warschau;Warschaus;Warsaw;;;Polen
Kopenhagen;Kopenhaags;Copenhagen;;;Denemarken
Madrid;Madrileens, Madrileen, Madrilenen;Madrid;Madrilenian;;Spanje
Dublin;Dublins;Dublin;Dubliner;;Ierland
`;
