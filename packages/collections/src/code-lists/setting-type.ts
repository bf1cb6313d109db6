import { CodeList } from '@rollcall/domain/code-list'

/**
 * The kinds of place where children live in homes that are not registered.
 * 'Holiday park', 'Lodge' and 'Semi-independent' could be more than one of them, and are left for the officer to choose.
 */
export const settingType: CodeList = CodeList.parse({
  id: 'setting_type',
  title: 'Type of setting',
  codes: [
    {
      code: 'house-or-flat',
      label: 'House or flat',
      aliases: [
        'House',
        'Flat',
        'House/flat',
        'Flat or house',
        'Flat/house',
        'Apartment',
        'Bungalow',
        'Maisonette',
        'Rented house',
        'Rented flat',
        'Rented property',
        'House or flat with agency staff',
        'Flat or house with agency staff',
      ],
    },
    {
      code: 'caravan',
      label: 'Caravan or mobile home',
      aliases: [
        'Caravan/mobile home',
        'Static caravan',
        'Touring caravan',
        'Mobile home',
        'Static home',
        'Motorhome',
        'Campervan',
      ],
    },
    {
      code: 'holiday-let',
      label: 'Holiday let or short-term rental',
      aliases: [
        'Holiday let',
        'Holiday let/short-term rental',
        'Holiday rental',
        'Holiday rental/Airbnb',
        'Holiday cottage',
        'Holiday home',
        'Short-term rental',
        'Short-term let',
        'Short let',
        'Airbnb',
        'Airbnb or holiday let',
        'Airbnb/holiday let',
        'Airbnb/holiday rental',
      ],
    },
    {
      code: 'holiday-camp',
      label: 'Holiday camp or activity centre',
      aliases: [
        'Holiday camp/activity centre',
        'Activity centre',
        'Activity center',
        'Outdoor activity centre',
        'Outdoor centre',
        'Outdoor education centre',
      ],
    },
    {
      code: 'hotel',
      label: 'Hotel, hostel or bed and breakfast',
      aliases: [
        'Hotel or hostel',
        'Hotel/hostel',
        'Hotel/B&B',
        'Hotel/hostel/B&B',
        'Hotel, hostel or B&B',
        'Hostel',
        'Youth hostel',
        'Bed and breakfast',
        'B&B',
        'BnB',
        'Guest house',
        'Motel',
        'Travelodge',
        'Premier Inn',
      ],
    },
    {
      code: 'boat',
      label: 'Boat',
      aliases: ['Narrowboat', 'Canal boat', 'Houseboat', 'Barge', 'Canal barge'],
    },
    {
      code: 'supported-accommodation',
      label: "Supported accommodation operating as a children's home",
      aliases: [
        'Supported accommodation',
        'Supported accommodation operating unregistered',
        'Unregistered supported accommodation',
      ],
    },
    { code: 'other', label: 'Other' },
  ],
})
