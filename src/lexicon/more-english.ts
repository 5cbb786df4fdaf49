import { wordSet } from '../word-set.ts';

/*
 * English words that spelling dictionaries lack: new ones, and terms of science, the arts and
 * cooking, which Dutch has too. Compiled by hand.
 */
export const moreEnglish: ReadonlySet<string> = wordSet(
  // Technology and the web.
  'touchpad touchpads codec codecs chipset chipsets subnet subnets ethernet submenu submenus http',
  'webmail libre https ftp smtp html css json xml usb framebuffer framebuffers codename codenames servername',
  'hostname hostnames filename filenames filesystem filesystems bootloader bootloaders superuser',
  'changelog changelogs mailserver localhost loopback netmask keymap keymaps syslog wiki wikis',
  'wifi app apps blog blogs blogger bloggers vlog vlogs vlogger vloggers vlogging podcast podcasts',
  'podcaster podcasters podcasting selfie selfies emoji emojis hashtag hashtags tweet tweets retweet',
  'retweets webshop webshops webinar webinars livestream livestreams livestreaming streaming',
  'influencer influencers crowdfunding crowdsourcing blockchain bitcoin bitcoins crypto cryptocurrency',
  'cryptocurrencies deepfake deepfakes chatbot chatbots smartphone smartphones smartwatch',
  'smartwatches tablet tablets laptop laptops dashcam bodycam webcam drone drones malware ransomware',
  'phishing spyware adware firmware hacktivist backend frontend fintech startup startups scaleup',
  'scaleups unicorn coworking gamer gamers gaming esports gamification datacenter datacenters',
  'dataset datasets metadata algorithm interoperability cybersecurity cybercrime cyberattack',
  'cyberattacks screenshot screenshots screenreader touchscreen touchscreens hotspot hotspots login',
  'logins username usernames online offline email emails ebook ebooks ereader internet intranet',
  'website websites homepage homepages browser browsers cookie cookies timeline timelines newsfeed',
  'playlist playlists soundtrack soundtracks mixtape remix remixes reboot spinoff spinoffs prequel',
  'cliffhanger cliffhangers bingewatch blockbuster blockbusters sitcom sitcoms biopic biopics',
  'inkjet multimeter autocue knowhow cashflow testbed taskforce taskforces keycard smalltalk',
  'namedropping primetime matchplay wicketkeeper wicketkeepers rollercoaster rollercoasters',
  'quizmaster quizmasters jackfruit carwash gothic hiphop floorshow clubman backlight audiocassette',
  'copywriting gabber screener splitter isolator isolators rotator rotators stator stators resistor',
  // Life now.
  'homewear streetwear activewear sportswear athleisure staycation staycations glamping brexit',
  'workation burnout burnouts mindfulness wellness spa fitness crossfit yoga pilates zumba spinning',
  'triathlon triathlons triathlete triathletes paralympics paralympic parkour freerunning kitesurfing',
  'kitesurfer windsurfing snowboarding freestyle halfpipe boxspring loft lofts penthouse hostel',
  'hostels hummus falafel falafels tahini quinoa sushi sashimi wasabi ramen edamame',
  'matcha tofu tempeh seitan kimchi sriracha naan roti tandoori taco tacos burrito burritos nachos',
  'guacamole chorizo focaccia ciabatta panini mozzarella burrata ricotta mascarpone pesto tiramisu',
  'gelato espresso cappuccino latte macchiato prosecco cava rioja chardonnay cabernet merlot grappa',
  'limoncello smoothie smoothies brownie brownies cupcake cupcakes muffin muffins bagel bagels',
  'cheesecake cassoulet bechamel couscous tajine chai masala paella empanada calzone brie vegan',
  'vegans veganism flexitarian superfood superfoods foodie foodies foodtruck streetfood barista',
  'baristas sommelier sommeliers goodiebag onesie hoodie hoodies sneaker sneakers legging leggings',
  'babyboom babyboomer babyboomers millennial millennials hipster hipsters dragqueen queer transgender',
  'cisgender lgbt metoo lockdown lockdowns covid coronavirus superspreader antivaxer bodyshaming',
  'sexting upcycling recycling greenwashing ecozone ecozones permaculture microplastics',
  'microplastic biofuel biofuels biogas biodiesel geothermal photovoltaic ecotourism ecotourist',
  'rewilding carsharing carpool carpooling hoverboard segway hyperloop maglev monorail',
  'airbag airbags quad quads suv minivan pickup pickups camper campers caravan caravans',
  // Science.
  'herbarium herbaria neutrino neutrinos boson bosons muon muons quark quarks lepton leptons hadron',
  'graphene plasma exoplanet exoplanets supernova quasar quasars pulsar pulsars magnetar cubesat',
  'dopamine serotonin oxytocin cortisol adrenaline noradrenaline melatonin insulin adenosine creatine',
  'lysine glutamine cannabinoid opioid opioids fentanyl ibuprofen paracetamol antidepressant placebo',
  'adenovirus rotavirus norovirus retrovirus retroviruses rhinovirus ebola zika malaria mutant',
  'mutants genome genomes genotype genotypes phenotype phenotypes allele alleles microbiome biomarker',
  'biomarkers biosensor enzyme enzymes protease amylase lactase mycelium mycorrhiza stoma sporangium',
  'calcium magnesium lithium cobalt lanthanide neodymium karst tesla terra vitiligo',
  'menarche synchrotron magnetron triode thyristor dynamometer interferometer seismogram',
  'spectrogram macromolecule macromolecules isotope isotopes praxis urbanist urbanists',
  // History, religion, the arts.
  'gamelan batik wayang kris krises keris kraton adat kampong kampongs kampung sultanate sarong',
  'sarongs songket ikat rattan bamboo durian mangosteen rambutan jihad jihadist jihadists salafist',
  'salafists salafism sharia imam imams fatwa hijab niqab burqa burka madrassa halal haram kosher',
  'kibbutz torah talmud bodhisattva stupa mantra mudra yoni lingam ashram dharma karma torii koto',
  'samurai shogun shogunate ikebana kimono kimonos geisha geishas sensei dojo judoka judokas aikido',
  'karateka sumo daikon kanji hiragana katakana manga anime karaoke tsunami tsunamis mastaba menhir',
  'menhirs cella pronaos stele steles stela agora acropolis polis triforium sfumato chiaroscuro',
  'grisaille gouache gesso maquette maquettes gravure lithograph vernissage marqueterie chinoiserie',
  'rocaille putto putti tondo terracotta trompe oeuvre triptych continuo cembalo concertino chaconne',
  'villanelle pastorale soubrette heldentenor lied lieder leitmotiv moderato danseur danseuse ballon',
  'cineaste auteur auteurs noir novella novellas sonnet sonnets haiku haikus kermesse samizdat',
  'kolkhoz sovkhoz gulag gulags oblast oblasts soviet soviets duma perestroika glasnost boyar kulak',
  'kulaks junta juntas caudillo favela favelas hacienda haciendas gaucho gauchos banlieue banlieues',
  'arrondissement arrondissements gendarmerie maquis camorra carabinieri euro euros krone kroner',
  'kroon kuna dirham dirhams dinar dinars rupee rupees rupiah yuan renminbi yen baht peso pesos',
  'reais zloty forint lev leu rand naira shekel shekels apparatchik realpolitik ostpolitik',
  'quattrocento cinquecento tsar tsars tsarina kaiser kaisers emir emirs emirate sheikh sheikhs',
  'wadi wadis sherpa sherpas yak yaks lama lamas quagga gemsbok klipspringer tarpan wisent kraken',
  // Latin, German and French that both languages borrow.
  'laude facto jure ipso tenens honoris causa emeritus emerita alumnus alumna alumni alumnae vitae',
  'quo ante bellum situ vivo vitro utero absentia extremis memoriam loco parentis modus operandi',
  'vivendi grata sine qua incognita magnum annus mirabilis horribilis habeas prima facie bona fide',
  'fides alter passim mea culpa nota bene capita annum diem tabula rasa versa populi deus carta',
  'curiosa erotica memorabilia ephemera regalia nazi nazis gestapo wehrmacht luftwaffe führer reich',
  'blitzkrieg schadenfreude zeitgeist wunderkind doppelgänger kitsch weltschmerz gesamtkunstwerk',
  'autobahn bundesliga bundestag bundesrat landtag bundeswehr landtage fait accompli raison vivre',
  'laissez faire femme fatale majeure célèbre siècle couture nouveau riche savoir carte blanche',
  'brûlée excellence grâce chargé mémoire',
  'caddy caddies wombat koala kiwi dodo axolotl platypus saltwater nihil homo sapiens erectus bodyboard',
);

/** Endings of the words that science makes in all languages alike. */
const international = /(?:ium|osis|itis|[^g]esis|oid|gram|zoon|[ty]ose|ase)$/;

/** Does a word of at least six letters end as terms of science do? */
export function isInternationalTerm(word: string): boolean {
  return word.length >= 6 && international.test(word);
}
