import type { Scenario } from './scenario.ts'

export const englishScenarios: readonly Scenario[] = [
  {
    language: 'en',
    subject: 'Delivered but I never received it',
    reason: 'not-received',
    tags: ['usps'],
    channels: ['chat', 'email'],
    turns: [
      {
        by: 'customer',
        text: "The tracking for order {order} says it was delivered on Thursday, but nothing was at my door and my neighbors don't have it. The {product} was a birthday gift for Saturday — can I please talk to a supervisor?",
      },
      {
        by: 'note',
        text: 'Delivery photo shows the shared lobby, not the porch. USPS takes inquiries until 15 days after delivery. Reshipping is within the supervisor limit.',
      },
      {
        by: 'agent',
        text: "Hi {name},\n\nI'm sorry your gift isn't there. I've just reshipped it by express and it will arrive Friday by 8 pm. You don't need to do anything.\n\nThe carrier's photo shows the shared lobby, so it may still turn up; if it does, please keep it. I'll write to you on Friday evening to make sure it's in your hands.",
      },
      { by: 'customer', text: 'Thank you so much, that is a huge relief. I will keep an eye out on Friday.' },
    ],
  },
  {
    language: 'en',
    subject: 'I forgot to use the coupon HOLIDAY15',
    reason: 'coupon',
    tags: ['holiday'],
    channels: ['email', 'chat', 'form'],
    turns: [
      {
        by: 'customer',
        text: 'Just placed order {order} for the {product} and realized the code HOLIDAY15 never went through. Is there any way to apply it now?',
      },
      {
        by: 'agent',
        text: "Hi {name},\n\nYes — I've refunded the 15% to your card just now; it shows within three to five business days. The order itself doesn't change and ships today.\n\nEnjoy your {product}.",
      },
      { by: 'customer', text: 'Wow, that was quick. Thanks!' },
    ],
  },
  {
    language: 'en',
    subject: 'Where is my order?',
    reason: 'shipping-status',
    tags: [],
    channels: ['email', 'chat', 'form'],
    turns: [
      {
        by: 'customer',
        text: "Hello, I ordered the {product} (order {order}) nine days ago and the tracking hasn't moved since it left Osaka. Could you tell me where it is?",
      },
      {
        by: 'agent',
        text: 'Hi {name},\n\nYour parcel cleared customs in Los Angeles this morning and is with USPS now. They expect to deliver it by Wednesday.\n\nThe tracking page shows nothing while a parcel waits for customs, which took four days this time. If it is not there by Thursday noon your time, write back and I will send a new one.',
      },
    ],
  },
  {
    language: 'en',
    subject: 'Lid arrived with a crack',
    reason: 'damaged',
    tags: ['photo asked'],
    channels: ['email', 'form'],
    goods: ['donabe', 'teapot'],
    turns: [
      {
        by: 'customer',
        text: 'The {product} from order {order} arrived today and the lid has a crack along the rim. The box itself looked fine. What should I do?',
      },
      {
        by: 'agent',
        text: "Hi {name},\n\nA new lid is on its way to you by express, free of charge. To improve the packing, could you send one photo of the crack and one of the inside of the box? Please don't send the old lid back.",
      },
      { by: 'customer', text: 'Photos attached. Thanks for making this easy.' },
      { by: 'note', text: 'Third cracked lid from the same lot this month. Told the warehouse.' },
      {
        by: 'agent',
        text: 'Thank you, {name}. Both photos help: the paper under the lid was missing. I have passed them to the people who pack.',
      },
    ],
  },
  {
    language: 'en',
    subject: 'Shipping to Canada?',
    reason: 'shipping-abroad',
    tags: ['canada'],
    channels: ['chat', 'email'],
    country: 'CA',
    turns: [
      {
        by: 'customer',
        text: 'Bonjour, do you deliver to Montréal and how much is the shipping for a {product}?',
      },
      {
        by: 'agent',
        text: 'Hello {name}, yes, we ship to all of Canada. Shipping is a flat US$18, and free from US$150. Duties, if any, are paid on delivery and are usually between 5 and 8 percent for this item.',
      },
      { by: 'customer', text: 'Merci, that is clear. I will order tonight.' },
    ],
  },
  {
    language: 'en',
    subject: '50 donabe for our restaurant group',
    reason: 'bulk-order',
    tags: ['wholesale'],
    channels: ['email', 'form'],
    goods: ['donabe'],
    country: 'US',
    turns: [
      {
        by: 'customer',
        text: 'Could you quote a bulk price and lead time for 50 pieces of the {product}, delivered to two addresses in Texas? We open in March.',
      },
      { by: 'note', text: 'Asked the kiln: 50 pieces need six weeks.' },
      {
        by: 'agent',
        text: 'Dear {name},\n\nThank you for thinking of us. For 50 pieces we can offer 18% off the list price, with delivery to both addresses included. The kiln needs six weeks, so an order by January 20 reaches you before March.\n\nMay I send the quote in your company name?',
      },
    ],
  },
  {
    language: 'en',
    subject: 'How do I season it the first time?',
    reason: 'product-use',
    tags: [],
    channels: ['chat', 'email'],
    goods: ['donabe'],
    turns: [
      {
        by: 'customer',
        text: 'The {product} arrived and it is beautiful. Do I need to season it before I cook with it? The leaflet is only in Japanese.',
      },
      {
        by: 'agent',
        text: 'Hi {name}, so glad you like it. Yes: fill it to 80% with water, add two spoons of cooked rice, simmer on low heat for an hour and let it cool completely. The rice seals the clay. I have attached the leaflet in English.',
      },
      { by: 'customer', text: 'Perfect, thank you!' },
    ],
  },
  {
    language: 'en',
    subject: 'Return for a different size',
    reason: 'return',
    tags: [],
    channels: ['email', 'form', 'chat'],
    goods: ['donabe', 'board', 'steamer', 'suribachi'],
    turns: [
      {
        by: 'customer',
        text: "I'd like to exchange the {product} from order {order} for the smaller size. It has not been used. Do I have to pay for the return?",
      },
      {
        by: 'agent',
        text: "Hi {name},\n\nNo, the label is on us. I've e-mailed it to you just now; drop the parcel at any USPS office. The smaller one leaves as soon as the label is scanned, so you won't wait for the inspection.",
      },
    ],
  },
  {
    language: 'en',
    subject: 'Thank you for the rice pot',
    reason: 'praise',
    tags: ['praise'],
    channels: ['email'],
    goods: ['donabe'],
    turns: [
      {
        by: 'customer',
        text: 'No question, just thanks. We cooked our first rice in the {product} and my father, who left Osaka in 1971, had tears in his eyes. Please tell the people who made it.',
      },
      {
        by: 'agent',
        text: 'Dear {name},\n\nYour letter is now on the wall of the workshop, in both languages. Thank you for writing; please give your father our regards.',
      },
    ],
  },
  {
    language: 'en',
    subject: 'Wrong address on my order',
    reason: 'shipping-status',
    tags: ['address'],
    channels: ['chat', 'email'],
    turns: [
      {
        by: 'customer',
        text: 'I typed my old address for order {order}. Can you change it before it ships? The new one is 214 Alder St, Apt 5.',
      },
      {
        by: 'agent',
        text: 'Hi {name}, done: it had not left yet. It will go to 214 Alder St, Apt 5, tomorrow morning. You will get the tracking number by mail.',
      },
      { by: 'customer', text: 'You saved me. Thanks.' },
    ],
  },
]
