/**
 * Parts of the world and of countries, waters and mountains, compiled by hand. One a line, in the
 * fields of countries.ts: Dutch names; Dutch adjectives and people; English names; English
 * adjectives and people; (no capital); what it is part of, or is often named by.
 */
export const regions = `
Europa;Europees, Europeaan;Europe;European;;Europese Unie
Oost-Europa;Oost-Europees, Oost-Europeaan;Eastern Europe, East Europe;Eastern European, East European;;Europa
West-Europa;West-Europees, West-Europeaan;Western Europe, West Europe;Western European, West European;;Europa
Noord-Europa;Noord-Europees;Northern Europe;Northern European;;Europa
Zuid-Europa;Zuid-Europees;Southern Europe;Southern European;;Europa
Midden-Europa, Centraal-Europa;Midden-Europees, Centraal-Europees;Central Europe;Central European;;Europa
Azië;Aziatisch, Aziaat, Aziaten;Asia;Asian, Asiatic;
Zuidoost-Azië;Zuidoost-Aziatisch;Southeast Asia, South-East Asia, South East Asia;Southeast Asian, South-East Asian;;Azië
Zuid-Azië;Zuid-Aziatisch;South Asia, Southern Asia;South Asian;;Azië
Oost-Azië;Oost-Aziatisch;East Asia, Eastern Asia;East Asian;;Azië
Centraal-Azië;Centraal-Aziatisch;Central Asia;Central Asian;;Azië
Klein-Azië, Anatolië;Anatolisch;Asia Minor, Anatolia;Anatolian;;Turkije, Azië
Afrika;Afrikaans, Afrikaan;Africa;African, Afrikaans;
Noord-Afrika;Noord-Afrikaans, Noord-Afrikaan;North Africa, Northern Africa;North African;;Afrika
West-Afrika;West-Afrikaans, West-Afrikaan;West Africa, Western Africa;West African;;Afrika
Oost-Afrika;Oost-Afrikaans, Oost-Afrikaan;East Africa, Eastern Africa;East African;;Afrika
Noord-Amerika;Noord-Amerikaans, Noord-Amerikaan;North America;North American;;Verenigde Staten
Zuid-Amerika;Zuid-Amerikaans, Zuid-Amerikaan;South America;South American;;Latijns-Amerika
Latijns-Amerika;Latijns-Amerikaans, Latijns-Amerikaan, Latino, Latino's;Latin America;Latin American, Latino, Hispanic;
Midden-Amerika, Centraal-Amerika;Midden-Amerikaans, Centraal-Amerikaans;Central America;Central American;
Oceanië;Oceanisch;Oceania;Oceanian;
Antarctica, Zuidpool, Zuidpoolgebied;Antarctisch;Antarctica, Antarctic, South Pole;Antarctic;
Arctis, Noordpool, Noordpoolgebied, Poolgebied;Arctisch;Arctic, North Pole;Arctic;
Midden-Oosten, Nabije Oosten, Nabije-Oosten;Midden-Oosters;Middle East, Mideast, Near East;Middle Eastern, Near Eastern;
Verre Oosten;;Far East;Far Eastern;;Azië
Oosten;Oosters;Orient, East;Oriental, Eastern;;Azië, Midden-Oosten, Verre Oosten
Westen;Westers;West;Western;;Europa, Verenigde Staten
Scandinavië;Scandinavisch, Scandinaviër, Noords;Scandinavia, Nordic countries;Scandinavian, Nordic;;Noorwegen, Zweden, Denemarken, Finland, IJsland
Balkan;Balkans;Balkans;Balkan;
Kaukasus;Kaukasisch;Caucasus;Caucasian;
Benelux;;Benelux;;
Iberisch Schiereiland, Iberië;Iberisch;Iberian Peninsula, Iberia;Iberian;
Caraïben, Caribisch gebied, Cariben;Caribisch, Caraïbisch;Caribbean, Caribbean islands;Caribbean;
Baltische staten, Balticum;Baltisch, Balten;Baltic states, Baltics;Baltic;
Britse Eilanden;;British Isles;;;Verenigd Koninkrijk
Kanaaleilanden;;Channel Islands;;
Vlaanderen;Vlaams, Vlaming, Vlamingen;Flanders;Flemish, Fleming;;België
Wallonië;Waals, Waal, Walen;Wallonia;Walloon;;België
Ardennen;Ardens, Ardeens;Ardennes;;
Friesland;Fries, Friezen;Friesland, Frisia;Frisian;
Groningen;Gronings, Groninger;Groningen;;
Drenthe;Drents;Drenthe;;
Overijssel;Overijssels;Overijssel;;
Gelderland;Gelders;Gelderland, Guelders;;
Flevoland;Flevolands;Flevoland;;
Utrecht;Utrechts, Utrechter;Utrecht;;
Noord-Holland;Noord-Hollands;North Holland, Noord-Holland;;
Zuid-Holland;Zuid-Hollands;South Holland, Zuid-Holland;;
Zeeland;Zeeuws, Zeeuw, Zeeuwen;Zeeland;Zealand;
Noord-Brabant, Brabant;Brabants, Noord-Brabants, Brabander;North Brabant, Noord-Brabant, Brabant;Brabantine;
Limburg;Limburgs, Limburger;Limburg;Limburgish, Limburger;
Vlaams-Brabant;Vlaams-Brabants;Flemish Brabant;;;Noord-Brabant
Waals-Brabant;Waals-Brabants;Walloon Brabant;;;Noord-Brabant
West-Vlaanderen;West-Vlaams;West Flanders;West Flemish;;Vlaanderen
Oost-Vlaanderen;Oost-Vlaams;East Flanders;East Flemish;;Vlaanderen
Henegouwen;Henegouws;Hainaut, Hainault;;
Beieren;Beiers;Bavaria;Bavarian;
Saksen;Saksisch, Saks;Saxony;Saxon;
Nedersaksen;Nedersaksisch;Lower Saxony;Low Saxon;;Saksen
Noordrijn-Westfalen, Westfalen;Westfaals;North Rhine-Westphalia, Westphalia;Westphalian;
Rijnland-Palts;;Rhineland-Palatinate;;
Rijnland;Rijnlands;Rhineland;;
Hessen;Hessisch;Hesse, Hessen;Hessian;
Thüringen;Thürings;Thuringia;Thuringian;
Sleeswijk-Holstein;;Schleswig-Holstein;;
Pruisen;Pruisisch, Pruis;Prussia;Prussian;
Silezië;Silezisch;Silesia;Silesian;
Bohemen;Boheems;Bohemia;Bohemian;
Moravië;Moravisch;Moravia;Moravian;
Zwarte Woud;;Black Forest;;
Tirol;Tirools, Tiroler;Tyrol;Tyrolean;
Stiermarken;;Styria;;
Karinthië;;Carinthia;;
Bourgondië;Bourgondisch, Bourgondiër;Burgundy;Burgundian;
Bretagne;Bretons, Breton;Brittany;Breton;
Normandië;Normandisch;Normandy;Norman;
Provence;Provençaals;Provence;Provençal;
Elzas;Elzassisch, Elzasser;Alsace;Alsatian;
Lotharingen;Lotharings;Lorraine;;
Picardië;Picardisch;Picardy;Picard;
Savoye;Savoyaards;Savoy;;
Corsica;Corsicaans, Corsicaan;Corsica;Corsican;
Catalonië;Catalaans, Catalaan;Catalonia;Catalan;
Baskenland;Baskisch, Bask, Basken;Basque Country;Basque;
Andalusië;Andalusisch;Andalusia, Andalucia;Andalusian;
Castilië;Castiliaans;Castile;Castilian;
Galicië;Galicisch;Galicia;Galician;
Balearen;;Balearic Islands, Balearics;Balearic;
Canarische Eilanden, Canarische eilanden, Canarias;Canarisch;Canary Islands, Canaries;Canarian;
Azoren;;Azores;;
Sicilië;Siciliaans, Siciliaan;Sicily;Sicilian;
Sardinië;Sardijns, Sardiniër;Sardinia;Sardinian;
Toscane;Toscaans;Tuscany;Tuscan;
Lombardije;Lombardisch;Lombardy;Lombard;
Piëmont, Piemonte;Piëmontees;Piedmont;Piedmontese;
Umbrië;;Umbria;Umbrian;
Kreta;Kretenzisch, Kretenzer;Crete;Cretan;
Peloponnesos;;Peloponnese;Peloponnesian;
Thracië;Thracisch;Thrace;Thracian;
Transsylvanië, Zevenburgen;Transsylvaans;Transylvania;Transylvanian;
Walachije;;Wallachia;;
Krim, Krimschiereiland;;Crimea, Crimean Peninsula;Crimean;
Tsjetsjenië;Tsjetsjeens, Tsjetsjeen, Tsjetsjenen;Chechnya;Chechen;
Siberië;Siberisch;Siberia;Siberian;
Oeral;;Urals, Ural;Ural;
Lapland;Laps, Lap, Lappen, Sami;Lapland;Sami, Lapp;
Jutland;Jutlands;Jutland;;
Koerdistan;Koerdisch, Koerd, Koerden;Kurdistan;Kurdish, Kurd;
Mesopotamië;Mesopotamisch;Mesopotamia;Mesopotamian;
Gazastrook, Gaza;Gazaans;Gaza Strip, Gaza;Gazan;
Westelijke Jordaanoever, Westoever, Westbank;;West Bank;;
Golanhoogten, Golanhoogte;;Golan Heights;;
Sinaï, Sinaïwoestijn;;Sinai;;
Sahara;Saharaans;Sahara;Saharan;;Westelijke Sahara
Sahel;;Sahel;;
Kasjmir;Kasjmiri;Kashmir;Kashmiri;
Punjab;Punjabi;Punjab;Punjabi;
Bengalen;Bengaals;Bengal;Bengali;;Bangladesh
Mantsjoerije;Mantsjoerijs;Manchuria;Manchurian, Manchu;
Binnen-Mongolië;;Inner Mongolia;;;Mongolië
Xinjiang;Oeigoers, Oeigoer, Oeigoeren;Xinjiang;Uyghur, Uighur, Uygur;
Indochina;Indochinees;Indochina;Indochinese;
Java;Javaans, Javaan;Java;Javanese;
Sumatra;Sumatraans;Sumatra;Sumatran;
Celebes, Sulawesi;;Sulawesi, Celebes;;
Borneo;Borneoos;Borneo;Bornean;
Molukken;Moluks, Molukker;Moluccas, Maluku, Spice Islands;Moluccan;
Atjeh, Aceh;Atjees, Atjeher;Aceh;Acehnese;
Bali;Balinees, Balinezen;Bali;Balinese;
Timor;Timorees;Timor;Timorese;
Tasmanië;Tasmaans;Tasmania;Tasmanian;
Queensland;;Queensland;Queenslander;
Nieuw-Zuid-Wales;;New South Wales;;;Wales
Polynesië;Polynesisch, Polynesiër;Polynesia;Polynesian;
Melanesië;Melanesisch;Melanesia;Melanesian;
Hawaï, Hawaii;Hawaïaans, Hawaïaan;Hawaii;Hawaiian;
Paaseiland;;Easter Island;;
Californië;Californisch, Californiër;California;Californian;
Neder-Californië;;Baja California;;;Californië
Noord-Carolina, North Carolina;;North Carolina;North Carolinian;
Zuid-Carolina, South Carolina;;South Carolina;South Carolinian;
Noord-Dakota, North Dakota;;North Dakota;North Dakotan;
Zuid-Dakota, South Dakota;;South Dakota;South Dakotan;
West-Virginia, West Virginia;;West Virginia;West Virginian;
Virginia;;Virginia;Virginian;
Texas;Texaans, Texaan;Texas;Texan;
Florida;Floridaans;Florida;Floridian;
Pennsylvania;;Pennsylvania;Pennsylvanian;
Alaska;Alaskaans;Alaska;Alaskan;
Louisiana;;Louisiana;Louisianan;
Nieuw-Engeland;;New England;New Englander;;Engeland
Quebec, Québec;Quebecs;Quebec, Québec;Quebecois, Québécois, Quebecker;
Ontario;;Ontario;Ontarian;
Newfoundland;;Newfoundland;;
Patagonië;Patagonisch;Patagonia;Patagonian;
Amazone, Amazon, Amazonegebied, Amazoneregenwoud;;Amazon, Amazon rainforest, Amazonia;Amazonian;
Andes, Andesgebergte;Andes;Andes;Andean;
Galapagoseilanden, Galápagoseilanden, Galapagos;;Galapagos Islands, Galápagos Islands, Galapagos;;
Falklandeilanden, Falklands;;Falkland Islands, Falklands, Malvinas;;
Bermuda;;Bermuda;Bermudian;
Alpen;Alpen;Alps;Alpine;
Pyreneeën;Pyrenees;Pyrenees;Pyrenean;
Apennijnen;;Apennines;;
Karpaten;;Carpathians, Carpathian Mountains;Carpathian;
Himalaya;;Himalayas, Himalaya;Himalayan;
Rocky Mountains;;Rocky Mountains, Rockies;;
Mont Blanc;;Mont Blanc;;
Vesuvius;;Vesuvius;;
Noordzee;;North Sea;;
Oostzee, Baltische Zee;;Baltic Sea, Baltic;Baltic;;Baltische staten
Waddenzee;;Wadden Sea;;
IJsselmeer;;IJsselmeer;;
Zuiderzee;;Zuiderzee, Zuider Zee;;
Middellandse Zee, Middellandse Zeegebied;Mediterraan, Middellandse;Mediterranean Sea, Mediterranean;Mediterranean;
Zwarte Zee;;Black Sea;;
Dode Zee;;Dead Sea;;
Rode Zee;;Red Sea;;
Kaspische Zee;;Caspian Sea, Caspian;;
Barentszzee;;Barents Sea;;
Adriatische Zee;;Adriatic Sea, Adriatic;;
Egeïsche Zee;;Aegean Sea, Aegean;;
Ierse Zee;;Irish Sea;;;Ierland
Noordelijke IJszee;;Arctic Ocean;;;Arctis
Atlantische Oceaan;Atlantisch;Atlantic Ocean, Atlantic;Atlantic;
Stille Oceaan, Stille Zuidzee, Grote Oceaan, Pacific;Pacifisch;Pacific Ocean, Pacific, South Pacific;Pacific;
Indische Oceaan;;Indian Ocean;;
Zuid-Chinese Zee;;South China Sea;;;China
Oost-Chinese Zee;;East China Sea;;;China
Golf van Mexico;;Gulf of Mexico;;;Mexico
Perzische Golf;;Persian Gulf, Arabian Gulf, Gulf;;;Iran
Golf van Biskaje;;Bay of Biscay;;
Het Kanaal, Engels Kanaal;;English Channel, Channel;;;Engeland
Straat van Hormuz;;Strait of Hormuz, Straits of Hormuz;;
Straat van Gibraltar;;Strait of Gibraltar, Straits of Gibraltar;;;Gibraltar
Gibraltar;Gibraltarees;Gibraltar;Gibraltarian;
Bosporus;;Bosphorus, Bosporus;;
Suezkanaal;;Suez Canal;;
Panamakanaal;;Panama Canal;;;Panama
Meer van Genève;;Lake Geneva;;;Genève
Bodenmeer;;Lake Constance;;
Gardameer;;Lake Garda;;
Victoriameer;;Lake Victoria;;
Rijn;;Rhine;;
Maas;;Meuse;;
Schelde;;Scheldt;;
Moezel;;Moselle;;
Donau;;Danube;Danubian;
Theems;;Thames;;
Seine;;Seine;;
Elbe;;Elbe;;
Taag;;Tagus;;
Tiber;;Tiber;;
Wolga;;Volga;;
Nijl;;Nile;;
Eufraat;;Euphrates;;
Tigris;;Tigris;;
Indus;;Indus;;
Ganges;;Ganges;;
Jordaan;;Jordan River, River Jordan;;;Jordanië
Mississippi;;Mississippi;Mississippian;
Gele Rivier;;Yellow River;;
Leie;;Lys;;
Vogezen;;Vosges;;
Dolomieten;;Dolomites;;
Weichsel;;Vistula;;
Gascogne;;Gascony;;
Apulië;Apulisch;Puglia, Apulia;Apulian;
Navarra;Navarrees;Navarre, Navarra;Navarrese;
Zeeuws-Vlaanderen;Zeeuws-Vlaams;Zeelandic Flanders, Zeeland Flanders, Zeeuws-Vlaanderen, Dutch Flanders;;
Oost-Friesland;Oost-Fries, Oost-Friezen;East Frisia;East Frisian;
Oost-Duitsland, DDR;Oost-Duits, Oost-Duitser;East Germany, GDR, German Democratic Republic;East German;;Duitsland
West-Duitsland, BRD;West-Duits, West-Duitser;West Germany, FRG;West German;;Duitsland
Oost-Pruisen;Oost-Pruisisch;East Prussia;East Prussian;;Pruisen
West-Pruisen;West-Pruisisch;West Prussia;West Prussian;;Pruisen
Rhodos;;Rhodes;Rhodian;
Pommeren;Pommers;Pomerania;Pomeranian;
Voor-Pommeren, Mecklenburg-Voor-Pommeren;;Western Pomerania, Mecklenburg-Western Pomerania, Mecklenburg-Vorpommern, Vorpommern;;;Pommeren
Zwaben;Zwabisch;Swabia;Swabian;
Oostblok;;Eastern Bloc, Eastern bloc, Soviet bloc;;
Westblok;;Western Bloc, Western bloc;;
Taunus;;Taunus;;
Karst;;Karst;;
Friuli, Friuli-Venezia Giulia;Friulaans;Friuli, Friuli-Venezia Giulia, Friuli Venezia Giulia;Friulian;
Zuid-Tirol;Zuid-Tirools;South Tyrol, Alto Adige;South Tyrolean;;Tirol
Bukovina, Boekovina;;Bukovina;;
Wolhynië;;Volhynia;;
Dalmatië;Dalmatisch;Dalmatia;Dalmatian;
Istrië;Istrisch;Istria;Istrian;
Epirus;;Epirus;;
Peloponnesos;;Peloponnese;Peloponnesian;
Cycladen;;Cyclades;;
Hebriden;;Hebrides;;
Orkneyeilanden, Orkaden;;Orkney, Orkneys, Orkney Islands;;
Shetlandeilanden;;Shetland, Shetlands, Shetland Islands;;
Falklandeilanden;;Falklands, Falkland Islands;;
Vuurland;;Tierra del Fuego;;
Kaap Hoorn;;Cape Horn;;
Kaap de Goede Hoop;;Cape of Good Hope;;
Kaapkolonie;;Cape Colony;;
Goudkust;;Gold Coast;;
Slavenkust;;Slave Coast;;
Hoorn van Afrika;;Horn of Africa;;
Grote Meren;;Great Lakes;;
Koraalzee;;Coral Sea;;
Javazee;;Java Sea;;
Gele Zee;;Yellow Sea;;
Witte Zee;;White Sea;;
Ionische Zee;;Ionian Sea;Ionian;
Tyrreense Zee;;Tyrrhenian Sea;Tyrrhenian;
Zee van Marmara;;Sea of Marmara;;
Zee van Azov;;Sea of Azov;;
`;
