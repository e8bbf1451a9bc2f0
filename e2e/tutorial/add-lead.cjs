// biome-ignore-all lint: printed like this in Pipedrive's tutorial
// biome-ignore-all format: printed like this in Pipedrive's tutorial
// biome-ignore-all assist: printed like this in Pipedrive's tutorial
// The Node.js sample of "Adding a Lead via Pipedrive API", as printed, save for the lines that end in "changed" or "added".
const pipedrive = require('pipedrive');
const defaultClient = new pipedrive.ApiClient();
defaultClient.basePath = process.env.FOYER_URL + '/v1'; // added

// Configure authorization by settings api key
// PIPEDRIVE_API_KEY is an environment variable that holds real api key
defaultClient.authentications.api_key.apiKey = process.env.PIPEDRIVE_API_KEY;

async function addLead() {
    try {
        console.log('Sending request...');

        const api = new pipedrive.LeadsApi(defaultClient);

        const data = {
            title: 'Lead 158',
            value: {
                amount: 3000,
                currency: 'USD'
            },
            owner_id: Number(process.env.OWNER_ID), // changed
            label_ids: [
                process.env.LABEL_ID // changed
            ],
            person_id: Number(process.env.PERSON_ID), // changed
            organization_id: Number(process.env.ORGANIZATION_ID), // changed
            expected_close_date: '2022-07-12',
            visible_to: '1',
            was_seen: true
        }
        const response = await api.addLead(data);

        console.log('Lead was added successfully!', response);
    } catch (err) {
        const errorToLog = err.context?.body || err;

        console.log('Adding a lead failed', errorToLog);
    }
}


addLead();
