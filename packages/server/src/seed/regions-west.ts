import type { Region } from "./regions.ts";
import { words } from "./words.ts";

const order = "given family";

export const western: readonly Region[] = [
  {
    country: "Deutschland",
    currency: "EUR",
    dial: "+49",
    order,
    given: words(
      "Anke|Björn|Dörte|Felix|Franziska|Günther|Hannelore|Jonas|Jörg|Jürgen|Käthe|Lena|Lukas|Maximilian|Sören|Ulrike|Uwe|Wiebke",
    ),
    family: words(
      "Bäcker|Böhm|Dietrich|Fuchs|Groß|Hübner|Jäger|Köhler|Krüger|Lindemann|Möller|Müller|Schäfer|Schröder|Steinbrück|Vogt|Weiß|Zöllner",
    ),
    companies: words("{name} {trade} GmbH|{name} & Söhne KG|{trade} {name} AG|{name} {trade}"),
    trades: words("Maschinenbau|Möbelwerk|Gebäudetechnik|Spedition|Bürobedarf|Brauhaus|Messtechnik"),
    cities: words("Aachen|Düsseldorf|Köln|Leipzig|Lübeck|München|Nürnberg|Saarbrücken"),
    streets: words("Hauptstraße|Bahnhofstraße|Gartenweg|Lindenallee|Am Mühlbach"),
    products: words("Bürostühle|Wärmepumpen|Haustüren|Lagerregale|Schulungstage|Webseite|Wartungsvertrag"),
    titles: words(
      "Anfrage: {product}|Angebot für {n} × {product}|{who}: {product}|Rückruf erbeten – {who}|Messekontakt {year}: {who}|{product} für {who}",
    ),
  },
  {
    country: "Eesti",
    currency: "EUR",
    dial: "+372",
    order,
    given: words("Aino|Eerik|Hõbe|Jüri|Kärt|Liis|Märt|Õie|Priit|Rasmus|Sigrid|Tõnu|Ülle|Väino"),
    family: words("Hõimre|Jõgi|Kask|Käärik|Lepik|Mägi|Mänd|Õunapuu|Põld|Rebane|Sööt|Tamm|Välja|Ümarik"),
    companies: words("{name} {trade} OÜ|{name} ja Pojad|{trade} {name} AS"),
    trades: words("Puidutööd|Ehitus|Köögid|Tarkvara|Veod|Küte"),
    cities: words("Haapsalu|Kärdla|Pärnu|Rakvere|Tallinn|Tartu|Võru"),
    streets: words("Pikk tänav|Jõe tänav|Mäe tee|Õuna põik"),
    products: words("köögimööbel|soojuspump|kodulehe uuendus|kontoritoolid|välisuksed"),
    titles: words("Päring: {product}|Hinnapakkumine – {product}|{who}: {product}|{who} soovib {n} tk"),
  },
  {
    country: "France",
    currency: "EUR",
    dial: "+33",
    order,
    given: words(
      "Amélie|André|Benoît|Chloé|Élodie|Étienne|François|Gaëlle|Hélène|Jérôme|Léa|Maël|Noémie|Zoé",
    ),
    family: words(
      "Bérenger|Chastain|Delaunay|Dubreuil|Fabre|Gérard|Lefèvre|L'Hôpital|Marchand|Noël|Perrin|Rousselot|Valléry",
    ),
    companies: words("{name} {trade}|Établissements {name}|{trade} {name} SARL|Groupe {name}"),
    trades: words("Menuiserie|Hôtellerie|Bâtiment|Pâtisserie|Conseil|Énergies|Édition"),
    cities: words("Angoulême|Besançon|Châteauroux|Nîmes|Orléans|Rennes|Saint-Étienne"),
    streets: words("rue de l'Église|avenue de la Gare|place du Marché|boulevard Voltaire"),
    products: words(
      "fenêtres sur mesure|panneaux solaires|refonte du site|chaises de bureau|contrat d’entretien",
    ),
    titles: words(
      "Demande de devis – {product}|{who} : {product}|Rappeler {who} dès que possible|Salon {year} : {who}|Renouvellement {year} – {who}",
    ),
  },
  {
    country: "España",
    currency: "EUR",
    dial: "+34",
    order,
    given: words(
      "Álvaro|Begoña|Concepción|Íñigo|Jesús|Joaquín|Lucía|María José|Martín|Nuño|Sofía|Verónica|Ximena",
    ),
    family: words(
      "Aguiñaga|Álvarez|Castaño|Domínguez|García|Gutiérrez|Ibáñez|Muñoz|Núñez|Peñalver|Rincón|Sáenz|Zúñiga",
    ),
    companies: words("{trade} {name} S.L.|Grupo {name}|{name} e Hijos|{trade} {name}"),
    trades: words("Construcción|Almazara|Cerámica|Diseño|Transportes|Energía"),
    cities: words("A Coruña|Cádiz|Córdoba|Logroño|Málaga|Valencia|Zaragoza"),
    streets: words("calle Mayor|avenida del Puerto|plaza de España|paseo Marítimo"),
    products: words("paneles solares|sillas de oficina|diseño de página web|máquinas de café|señalización"),
    titles: words(
      "¿Presupuesto para {product}?|Presupuesto: {product}|{who}: {product}|Llamar mañana a {who}|Renovación {year} – {who}",
    ),
  },
  {
    country: "Brasil",
    currency: "BRL",
    dial: "+55",
    order,
    given: words(
      "Antônio|Beatriz|Caíque|Conceição|Flávia|Inês|João|José|Lívia|Marília|Otávio|Thaís|Vinícius",
    ),
    family: words("Araújo|Assunção|Brandão|Conceição|Falcão|Guimarães|Leão|Magalhães|Nóbrega|Simões|Valença"),
    companies: words("{name} {trade} Ltda.|{trade} {name}|Irmãos {name}"),
    trades: words("Construções|Alimentação|Móveis|Confecções|Logística|Soluções"),
    cities: words("Belém|Brasília|Florianópolis|Goiânia|Maceió|São Paulo|Vitória"),
    streets: words("Rua das Flores|Avenida Paulista|Rua São João|Travessa do Comércio"),
    products: words(
      "móveis sob medida|energia solar|licenças anuais|treinamento de equipe|balcões de recepção",
    ),
    titles: words("Orçamento: {product}|Cotação – {n} × {product}|{who}: {product}|Indicação de {who}"),
  },
  {
    country: "Sverige",
    currency: "SEK",
    dial: "+46",
    order,
    given: words("Åke|Åsa|Björn|Elsa|Göran|Gunilla|Håkan|Ingrid|Jörgen|Märta|Östen|Sören|Ylva"),
    family: words("Åkerblom|Bergström|Ekelöf|Hägglund|Lindqvist|Lövgren|Nyström|Öberg|Sjöström|Söderlund"),
    companies: words("{name} {trade} AB|{name} & Söner|{trade} {name} HB"),
    trades: words("Snickeri|Måleri|Åkeri|Mjölk|Trädgård|Kök"),
    cities: words("Gävle|Göteborg|Jönköping|Linköping|Luleå|Malmö|Västerås"),
    streets: words("Storgatan|Kungsgatan|Björkvägen|Ågatan"),
    products: words("köksinredning|värmepump|kontorsstolar|webbplats|årsavtal för städning"),
    titles: words("Offertförfrågan: {product}|{who}: {product}|Ring upp {who}|Förfrågan om {n} × {product}"),
  },
];
