/**
 * The countries of the world, former ones and parts of kingdoms, compiled by hand from the list of
 * the Nederlandse Taalunie (Dutch names, adjectives and inhabitants) and from common knowledge of
 * English. One a line, in fields separated by `;`, alternatives by commas:
 *
 * Dutch names; Dutch adjectives and people; English names; English adjectives and people; capital;
 * what it is part of, or is often named by (the first Dutch name of another entry)
 *
 * Regular forms are made from these: Belgisch gives Belgische, Duitser gives Duitsers, Amerikaan
 * gives Amerikanen, Chinees gives Chinese and Chinezen; Belgian gives Belgians. A capital with an
 * English name of its own is `dutch=english`.
 */
export const countries = `
Nederland, Holland;Nederlands, Nederlander, Hollands, Hollander, Nederlandstalig;Netherlands, Holland;Dutch, Dutchman, Dutchmen, Dutchwoman, Dutchwomen, Netherlander, Hollander;
België;Belgisch, Belg, Belgen;Belgium;Belgian;Brussel=Brussels
Duitsland, Bondsrepubliek;Duits, Duitser, Duitstalig;Germany, Federal Republic;German;Berlijn=Berlin
Frankrijk;Frans, Fransman, Fransen, Française, Franstalig;France;French, Franco, Frenchman, Frenchmen, Frenchwoman, Frenchwomen;Parijs=Paris
Verenigd Koninkrijk, Groot-Brittannië, Brittannië, Groot Brittannië, VK, GB;Brits, Brit, Britten;United Kingdom, UK, U.K., Great Britain, Britain, GB;British, Briton, Brit, Anglo;Londen=London
Engeland;Engels, Engelsman, Engelsen, Engelse, Engelstalig;England;English, Anglo, Englishman, Englishmen, Englishwoman, Englishwomen;;Verenigd Koninkrijk
Schotland;Schots, Schot, Schotten;Scotland;Scottish, Scots, Scot, Scotsman, Scotsmen, Scotswoman, Scotch;Edinburgh;Verenigd Koninkrijk
Wales;Welsh, Wels, Welshman, Welshmen;Wales;Welsh, Welshman, Welshmen, Welshwoman;Cardiff;Verenigd Koninkrijk
Noord-Ierland;Noord-Iers, Noord-Ier, Noord-Ieren;Northern Ireland;Northern Irish;Belfast;Ierland, Verenigd Koninkrijk
Ierland, Ierse Republiek;Iers, Ier, Ieren;Ireland, Republic of Ireland, Irish Republic, Eire;Irish, Irishman, Irishmen, Irishwoman;Dublin
Spanje;Spaans, Spanjaard, Spanjaarden, Spaanstalig;Spain;Spanish, Spaniard;Madrid
Portugal;Portugees, Portugeestalig;Portugal;Portuguese;Lissabon=Lisbon
Italië;Italiaans, Italiaan;Italy;Italian;Rome
Oostenrijk;Oostenrijks, Oostenrijker;Austria;Austrian;Wenen=Vienna
Zwitserland;Zwitsers, Zwitser;Switzerland;Swiss;Bern=Berne
Luxemburg;Luxemburgs, Luxemburger;Luxembourg, Luxemburg;Luxembourger, Luxembourgish, Luxembourgian;
Liechtenstein;Liechtensteins, Liechtensteiner;Liechtenstein;Liechtensteiner;Vaduz
Monaco;Monegaskisch, Monegask, Monegasken;Monaco;Monegasque, Monacan;
Andorra;Andorrees, Andorraan;Andorra;Andorran;
San Marino;San Marinees;San Marino;Sammarinese;
Vaticaanstad, Vaticaan, Heilige Stoel;Vaticaans;Vatican, Vatican City, Holy See;;
Denemarken;Deens, Deen, Denen;Denmark;Danish, Dane;Kopenhagen=Copenhagen
Zweden;Zweeds, Zweed;Sweden;Swedish, Swede;Stockholm
Noorwegen;Noors, Noor, Noren;Norway;Norwegian;Oslo
Finland;Fins, Fin, Finnen;Finland;Finnish, Finn;Helsinki
IJsland;IJslands, IJslander;Iceland;Icelandic, Icelander;Reykjavik
Groenland;Groenlands, Groenlander;Greenland;Greenlandic, Greenlander;Nuuk
Faeröer;Faeröers;Faroe Islands, Faroes;Faroese;
Polen;Pools, Pool;Poland;Polish, Pole;Warschau=Warsaw
Tsjechië;Tsjechisch, Tsjech, Tsjechen;Czech Republic, Czechia;Czech;Praag=Prague
Tsjecho-Slowakije, Tsjechoslowakije;Tsjecho-Slowaaks, Tsjechoslowaaks;Czechoslovakia;Czechoslovak, Czechoslovakian;;Tsjechië, Slowakije
Slowakije;Slowaaks, Slowaak, Slowaken;Slovakia, Slovak Republic;Slovak, Slovakian;Bratislava
Hongarije;Hongaars, Hongaar, Hongaren;Hungary;Hungarian;Boedapest=Budapest
Roemenië;Roemeens, Roemeen, Roemenen;Romania;Romanian;Boekarest=Bucharest
Bulgarije;Bulgaars, Bulgaar, Bulgaren;Bulgaria;Bulgarian, Bulgar;Sofia
Griekenland;Grieks, Griek, Grieken;Greece;Greek;Athene=Athens
Turkije;Turks, Turk, Turken;Turkey, Türkiye;Turkish, Turk;Ankara
Cyprus;Cypriotisch, Cyprisch, Cyprioot, Cyprioten;Cyprus;Cypriot;Nicosia
Malta;Maltees, Maltezer;Malta;Maltese;Valletta
Kroatië;Kroatisch, Kroaat, Kroaten;Croatia;Croatian, Croat;Zagreb
Servië;Servisch, Serviër, Serven;Serbia;Serbian, Serb;Belgrado=Belgrade
Slovenië;Sloveens, Sloveen, Slovenen;Slovenia;Slovenian, Slovene;Ljubljana
Bosnië-Herzegovina, Bosnië, Bosnië en Herzegovina;Bosnisch, Bosniër, Bosniak, Bosniakken;Bosnia and Herzegovina, Bosnia-Herzegovina, Bosnia;Bosnian, Bosniak;Sarajevo
Montenegro;Montenegrijns, Montenegrijn, Montenegrijnen;Montenegro;Montenegrin;Podgorica
Kosovo;Kosovaars, Kosovaar, Kosovaren;Kosovo;Kosovar, Kosovan;Pristina
Albanië;Albanees, Albaniër;Albania;Albanian;Tirana
Noord-Macedonië;Noord-Macedonisch, Noord-Macedoniër;North Macedonia, Northern Macedonia;North Macedonian;Skopje;Macedonië
Macedonië;Macedonisch, Macedoniër;Macedonia, FYROM, Macedon;Macedonian;
Joegoslavië;Joegoslavisch, Joegoslaaf, Joegoslaven;Yugoslavia;Yugoslav, Yugoslavian;
Estland;Ests, Estlands, Est, Esten, Estlander;Estonia;Estonian;Tallinn
Letland;Lets, Letlands, Let, Letten, Letlander;Latvia;Latvian;Riga
Litouwen;Litouws, Litouwer;Lithuania;Lithuanian;Vilnius
Rusland, Russische Federatie;Russisch, Rus, Russen, Russin, Russischtalig;Russia, Russian Federation;Russian, Russo;Moskou=Moscow
Sovjet-Unie, Sovjetunie, USSR;Sovjet, Sovjets, Sovjetrussisch;Soviet Union, USSR, U.S.S.R.;Soviet;;Rusland
Oekraïne;Oekraïens, Oekraïener, Oekraïner;Ukraine;Ukrainian;Kiev, Kyiv=Kyiv, Kiev
Wit-Rusland, Belarus;Wit-Russisch, Wit-Rus, Wit-Russen, Belarussisch, Belarus, Belarussen;Belarus, Byelorussia;Belarusian, Belarussian, Byelorussian;Minsk
Moldavië;Moldavisch, Moldaviër;Moldova, Moldavia;Moldovan, Moldavian;
Georgië;Georgisch, Georgiër;Georgia;Georgian;Tbilisi
Armenië;Armeens, Armeniër;Armenia;Armenian;Jerevan=Yerevan
Azerbeidzjan, Azerbaidzjan;Azerbeidzjaans, Azerbeidzjaan, Azeri;Azerbaijan;Azerbaijani, Azeri;Bakoe=Baku
Kazachstan, Kazakstan;Kazachs, Kazachstaans, Kazach, Kazachen, Kazak;Kazakhstan;Kazakh, Kazakhstani;Astana
Oezbekistan;Oezbeeks, Oezbeek, Oezbeken;Uzbekistan;Uzbek;Tasjkent=Tashkent
Turkmenistan;Turkmeens, Turkmeen, Turkmenen;Turkmenistan;Turkmen;Asjchabad=Ashgabat
Tadzjikistan;Tadzjieks, Tadzjiek, Tadzjieken;Tajikistan;Tajik, Tajikistani;Doesjanbe=Dushanbe
Kirgizië, Kirgizistan, Kirgistan;Kirgizisch, Kirgies, Kirgiezen;Kyrgyzstan, Kirghizia;Kyrgyz, Kyrgyzstani;Bisjkek=Bishkek
Afghanistan;Afghaans, Afghaan;Afghanistan;Afghan;Kaboel, Kabul=Kabul
Pakistan;Pakistaans, Pakistaan, Pakistani;Pakistan;Pakistani;Islamabad
India;Indiaas, Indiër;India;Indian;New Delhi, Delhi
Bangladesh;Bengalees, Bengaals, Bengaal, Bengalen, Bangladees, Bengali;Bangladesh;Bangladeshi, Bengali;Dhaka
Sri Lanka, Ceylon;Sri Lankaans, Sri Lankaan, Sri Lankanen, Ceylons;Sri Lanka, Ceylon;Sri Lankan, Ceylonese;Colombo
Nepal;Nepalees, Nepalezen;Nepal;Nepalese, Nepali;Kathmandu
Bhutan;Bhutaans, Bhutanees;Bhutan;Bhutanese;Thimphu
Maldiven, Malediven;Maldivisch, Maledivisch;Maldives;Maldivian;
China, Volksrepubliek China;Chinees, Chinezen;China, PRC, People's Republic of China;Chinese;Peking, Beijing=Beijing, Peking
Taiwan;Taiwanees, Taiwanezen;Taiwan;Taiwanese;Taipei
Hongkong, Hong Kong;Hongkongs, Hongkonger;Hong Kong;Hong Konger, Hongkonger;;China
Macau, Macao;Macaus, Macaos;Macau, Macao;Macanese;;China
Tibet;Tibetaans, Tibetaan;Tibet;Tibetan;Lhasa;China
Mongolië;Mongools, Mongool, Mongolen;Mongolia;Mongolian, Mongol;Ulaanbaatar, Oelan Bator=Ulaanbaatar, Ulan Bator
Japan;Japans, Japanner;Japan;Japanese;Tokio, Tokyo=Tokyo
Noord-Korea;Noord-Koreaans, Noord-Koreaan;North Korea, DPRK;North Korean;Pyongyang;Korea
Zuid-Korea;Zuid-Koreaans, Zuid-Koreaan;South Korea, Republic of Korea;South Korean;Seoel, Seoul=Seoul;Korea
Korea;Koreaans, Koreaan;Korea;Korean;
Vietnam;Vietnamees, Vietnamezen;Vietnam, Viet Nam;Vietnamese;Hanoi
Laos;Laotiaans, Laotiaan;Laos;Laotian, Lao;Vientiane
Cambodja;Cambodjaans, Cambodjaan;Cambodia;Cambodian;Phnom Penh
Thailand, Siam;Thais, Thai, Thailander;Thailand, Siam;Thai;Bangkok
Myanmar, Birma;Myanmarees, Birmees, Birmaans, Birmaan, Birmezen;Myanmar, Burma;Burmese, Myanma;Naypyidaw
Maleisië;Maleisisch, Maleis, Maleisiër;Malaysia, Malaya;Malaysian, Malay, Malayan;Kuala Lumpur
Singapore;Singaporees, Singaporaan, Singaporezen;Singapore;Singaporean;
Indonesië;Indonesisch, Indonesiër;Indonesia;Indonesian;Jakarta, Djakarta
Nederlands-Indië, Nederlands Indië, Nederlandsch-Indië, Indië;Indisch;Dutch East Indies, Netherlands East Indies, Netherlands Indies, Dutch Indies, East Indies, Indies;Indo-Dutch;Batavia;Indonesië, India, Nederland
Filipijnen;Filipijns, Filippijns, Filipijn, Filipino, Filipina, Filippino;Philippines;Philippine, Filipino, Filipina;Manilla=Manila
Brunei;Bruneis;Brunei;Bruneian;
Oost-Timor;Oost-Timorees;East Timor, Timor-Leste;East Timorese, Timorese;Dili
Australië;Australisch, Australiër;Australia;Australian, Aussie;Canberra
Nieuw-Zeeland;Nieuw-Zeelands, Nieuw-Zeelander;New Zealand;New Zealander, Kiwi, Kiwis;Wellington
Papoea-Nieuw-Guinea;Papoea, Papoea's, Papoeaas;Papua New Guinea, Papua;Papuan, Papua New Guinean;Port Moresby;Nieuw-Guinea
Nieuw-Guinea;Nieuw-Guinees;New Guinea;New Guinean;
Fiji, Fidji;Fijisch, Fijiër, Fidjisch;Fiji;Fijian;Suva
Samoa;Samoaans, Samoaan;Samoa;Samoan;Apia
Tonga;Tongaans, Tongaan;Tonga;Tongan;
Vanuatu;Vanuatuaans;Vanuatu;Ni-Vanuatu;
Salomonseilanden;Salomons;Solomon Islands;;
Nauru;Nauruaans;Nauru;Nauruan;
Tuvalu;Tuvaluaans;Tuvalu;Tuvaluan;
Kiribati;Kiribatisch;Kiribati;;
Palau;Palaus;Palau;Palauan;
Marshalleilanden;Marshalleilands;Marshall Islands;Marshallese;
Micronesië;Micronesisch, Micronesiër;Micronesia;Micronesian;
Iran;Iraans, Iraniër;Iran;Iranian;Teheran=Tehran, Teheran
Perzië;Perzisch, Pers, Perzen;Persia;Persian;;Iran
Irak;Iraaks, Irakees, Irakezen;Iraq;Iraqi;Bagdad=Baghdad
Syrië;Syrisch, Syriër;Syria;Syrian;Damascus
Libanon;Libanees, Libanezen;Lebanon;Lebanese;Beiroet=Beirut
Israël, Israel;Israëlisch, Israëliër, Israëli, Israëli's, Israelisch;Israel;Israeli, Israelite;Tel Aviv
Palestina, Palestijnse gebieden;Palestijns, Palestijn, Palestijnen;Palestine, Palestinian territories;Palestinian;Ramallah
Jordanië;Jordaans, Jordaniër;Jordan;Jordanian;Amman
Saoedi-Arabië, Saudi-Arabië;Saoedisch, Saoedi-Arabisch, Saoediër, Saudisch;Saudi Arabia;Saudi, Saudi Arabian;Riyad, Riaad=Riyadh;Arabië
Jemen;Jemenitisch, Jemeniet, Jemenieten;Yemen;Yemeni, Yemenite;Sanaa
Oman;Omaans, Omaan, Omani;Oman;Omani;Muscat, Masqat
Verenigde Arabische Emiraten, VAE, Emiraten;Emiraats;United Arab Emirates, UAE, U.A.E., Emirates;Emirati;Abu Dhabi;Arabië
Qatar;Qatarees, Qatari, Katarees;Qatar;Qatari;Doha
Bahrein;Bahreins, Bahreiner;Bahrain;Bahraini;Manama
Koeweit;Koeweits, Koeweiti;Kuwait;Kuwaiti;
Arabië;Arabisch, Arabier, Arabieren;Arabia;Arab, Arabic, Arabian;
Egypte;Egyptisch, Egyptenaar, Egyptenaren;Egypt;Egyptian;Caïro=Cairo
Libië;Libisch, Libiër;Libya;Libyan;Tripoli
Tunesië;Tunesisch, Tunesiër;Tunisia;Tunisian;Tunis
Algerije;Algerijns, Algerijn, Algerijnen;Algeria;Algerian;Algiers
Marokko;Marokkaans, Marokkaan;Morocco;Moroccan;Rabat
Westelijke Sahara;Sahrawi, Saharaans;Western Sahara;Sahrawi;
Mauritanië;Mauritaans, Mauritaniër;Mauritania;Mauritanian;Nouakchott
Mali;Malinees, Maliër;Mali;Malian;Bamako
Niger;Nigerees, Nigerezen;Niger;Nigerien;Niamey
Nigeria;Nigeriaans, Nigeriaan;Nigeria;Nigerian;Abuja
Tsjaad;Tsjadisch, Tsjaads, Tsjadiër;Chad;Chadian;Ndjamena
Soedan;Soedanees, Soedanezen;Sudan;Sudanese;Khartoem, Khartoum=Khartoum
Zuid-Soedan;Zuid-Soedanees, Zuid-Soedanezen;South Sudan;South Sudanese;Juba;Soedan
Ethiopië, Abessinië;Ethiopisch, Ethiopiër, Abessijns;Ethiopia, Abyssinia;Ethiopian, Abyssinian;Addis Abeba=Addis Ababa
Eritrea;Eritrees, Eritreeër;Eritrea;Eritrean;Asmara
Djibouti;Djiboutiaans;Djibouti;Djiboutian;
Somalië;Somalisch, Somaliër, Somali;Somalia;Somali, Somalian;Mogadishu
Somaliland;Somalilands;Somaliland;Somalilander;Hargeisa;Somalië
Kenia;Keniaans, Keniaan;Kenya;Kenyan;Nairobi
Oeganda, Uganda;Oegandees, Oegandezen, Ugandees;Uganda;Ugandan;Kampala
Tanzania, Tanganyika;Tanzaniaans, Tanzaniaan;Tanzania, Tanganyika;Tanzanian;Dodoma
Rwanda;Rwandees, Rwandezen;Rwanda;Rwandan, Rwandese;Kigali
Burundi;Burundees, Burundisch;Burundi;Burundian;Bujumbura
Congo, Democratische Republiek Congo, DR Congo, DRC, Zaïre, Congo-Kinshasa, Congo-Brazzaville;Congolees, Congolezen, Zaïrees;Congo, DRC, Democratic Republic of the Congo, Democratic Republic of Congo, Republic of the Congo, DR Congo, Zaire, Congo-Brazzaville;Congolese, Zairean;Kinshasa
Gabon;Gabonees;Gabon;Gabonese;Libreville
Kameroen;Kameroens, Kameroener;Cameroon;Cameroonian;Yaoundé
Centraal-Afrikaanse Republiek;Centraal-Afrikaans;Central African Republic;Central African;Bangui
Equatoriaal-Guinea;Equatoriaal-Guinees;Equatorial Guinea;Equatoguinean;;Guinee
Guinee;Guinees, Guineeër;Guinea;Guinean;Conakry
Guinee-Bissau;Guinee-Bissaus;Guinea-Bissau;;Bissau;Guinee
Senegal;Senegalees, Senegalezen;Senegal;Senegalese;Dakar
Gambia;Gambiaans, Gambiaan;Gambia, The Gambia;Gambian;Banjul
Sierra Leone;Sierra Leoons, Sierra Leoner;Sierra Leone;Sierra Leonean;Freetown
Liberia;Liberiaans, Liberiaan;Liberia;Liberian;Monrovia
Ivoorkust;Ivoriaans, Ivoriaan;Ivory Coast, Côte d'Ivoire;Ivorian, Ivoirian;Yamoussoukro
Ghana, Goudkust;Ghanees, Ghanezen;Ghana, Gold Coast;Ghanaian, Ghanian;Accra
Togo;Togolees, Togolezen;Togo;Togolese;Lomé
Benin;Benins, Beniner;Benin;Beninese;Cotonou
Burkina Faso, Opper-Volta;Burkinees, Burkinabé;Burkina Faso;Burkinabe, Burkinabé;Ouagadougou
Kaapverdië;Kaapverdisch, Kaapverdiaan;Cape Verde, Cabo Verde;Cape Verdean;Praia
Angola;Angolees, Angolezen;Angola;Angolan;Luanda
Zambia;Zambiaans, Zambiaan;Zambia;Zambian;Lusaka
Zimbabwe, Rhodesië;Zimbabwaans, Zimbabwaan, Rhodesisch;Zimbabwe, Rhodesia;Zimbabwean, Rhodesian;Harare
Malawi;Malawisch, Malawiër;Malawi;Malawian;Lilongwe
Mozambique;Mozambikaans, Mozambikaan;Mozambique;Mozambican;Maputo
Namibië;Namibisch, Namibiër;Namibia;Namibian;Windhoek
Botswana;Botswaans, Botswaan;Botswana;Botswanan, Motswana;Gaborone
Zuid-Afrika;Zuid-Afrikaans, Zuid-Afrikaan;South Africa;South African;Pretoria
Lesotho;Lesothaans;Lesotho;Basotho;Maseru
Eswatini, Swaziland;Swazisch, Swazi;Eswatini, Swaziland;Swazi;
Madagaskar;Malagassisch, Malagasy;Madagascar;Malagasy, Madagascan;Antananarivo
Mauritius;Mauritiaans, Mauritiaan;Mauritius;Mauritian;
Seychellen;Seychels;Seychelles;Seychellois;
Comoren;Comorees;Comoros;Comorian, Comoran;
Verenigde Staten, VS, Verenigde Staten van Amerika, USA, U.S.A., Amerika;Amerikaans, Amerikaan;United States, US, USA, U.S., U.S.A., United States of America, America, States;American;Washington, Washington DC=Washington, Washington DC, Washington D.C.
Canada;Canadees, Canadezen;Canada;Canadian;Ottawa
Mexico;Mexicaans, Mexicaan;Mexico;Mexican;Mexico-Stad=Mexico City
Guatemala;Guatemalteeks, Guatemalteek, Guatemalteken;Guatemala;Guatemalan;
Belize;Belizaans;Belize;Belizean;
Honduras;Hondurees, Hondurezen;Honduras;Honduran;Tegucigalpa
El Salvador;Salvadoraans, Salvadoraan;El Salvador;Salvadoran, Salvadorian;San Salvador
Nicaragua;Nicaraguaans, Nicaraguaan;Nicaragua;Nicaraguan;Managua
Costa Rica;Costa Ricaans, Costa Ricaan, Costa Ricanen;Costa Rica;Costa Rican;San José
Panama;Panamees, Panamezen;Panama;Panamanian;
Cuba;Cubaans, Cubaan;Cuba;Cuban;Havana
Jamaica;Jamaicaans, Jamaicaan;Jamaica;Jamaican;Kingston
Haïti;Haïtiaans, Haïtiaan;Haiti;Haitian;Port-au-Prince
Dominicaanse Republiek;Dominicaans, Dominicaan;Dominican Republic;Dominican;Santo Domingo
Puerto Rico;Puerto Ricaans, Puerto Ricaan, Puerto Ricanen;Puerto Rico;Puerto Rican;San Juan
Bahama's;Bahamaans, Bahamaan;Bahamas;Bahamian;Nassau
Barbados;Barbadiaans;Barbados;Barbadian;Bridgetown
Trinidad en Tobago, Trinidad;Trinidadiaans, Trinidadiaan;Trinidad and Tobago, Trinidad;Trinidadian;
Grenada;Grenadiaans;Grenada;Grenadian;
Dominica;;Dominica;;
Saint Lucia;;Saint Lucia, St Lucia;Saint Lucian;
Curaçao;Curaçaos, Curaçaoënaar, Curaçaoënaars;Curaçao;Curaçaoan;Willemstad
Aruba;Arubaans, Arubaan;Aruba;Aruban;Oranjestad
Bonaire;Bonairiaans, Bonairiaan;Bonaire;Bonairean;Kralendijk
Sint-Maarten, Sint Maarten;Sint-Maartens;Sint Maarten, St Maarten, Saint Martin, St Martin;;Philipsburg
Saba;Sabaans;Saba;Saban;
Sint-Eustatius, Sint Eustatius, Statia;;Sint Eustatius, St Eustatius, Statia;;
Antillen, Nederlandse Antillen;Antilliaans, Antilliaan;Antilles, Netherlands Antilles, Dutch Antilles;Antillean;;Caraïben
Suriname;Surinaams, Surinamer;Suriname, Surinam;Surinamese;Paramaribo
Guyana, Brits-Guiana;Guyaans, Guyaan;Guyana, British Guiana;Guyanese;Georgetown
Frans-Guyana;Frans-Guyaans;French Guiana;;Cayenne;Frankrijk
Venezuela;Venezolaans, Venezolaan;Venezuela;Venezuelan;Caracas
Colombia;Colombiaans, Colombiaan;Colombia;Colombian;Bogota, Bogotá
Ecuador;Ecuadoraans, Ecuadoriaans, Ecuadoraan;Ecuador;Ecuadorian, Ecuadorean;Quito
Peru;Peruaans, Peruaan, Peruviaans;Peru;Peruvian;Lima
Bolivia;Boliviaans, Boliviaan;Bolivia;Bolivian;La Paz
Chili;Chileens, Chileen, Chilenen;Chile;Chilean;Santiago
Argentinië;Argentijns, Argentijn, Argentijnen;Argentina, Argentine Republic;Argentine, Argentinian, Argentinean;Buenos Aires
Uruguay;Uruguayaans, Uruguees, Uruguayaan;Uruguay;Uruguayan;Montevideo
Paraguay;Paraguayaans, Paraguees, Paraguayaan;Paraguay;Paraguayan;Asunción
Brazilië;Braziliaans, Braziliaan;Brazil;Brazilian;Brasilia
`;
