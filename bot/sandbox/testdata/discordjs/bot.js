// A bot made with discord.js: it registers /ask, answers it, edits the answer and reacts to
// it, and answers mentions. SANDBOX_URL and DISCORD_TOKEN say where and as whom. It ends
// with status 1 at the first error, and when standard input ends.
'use strict';

const { ActionRowBuilder, ButtonBuilder, ButtonStyle, Client, EmbedBuilder, Events, GatewayIntentBits,
  MessageFlags, ModalBuilder, SlashCommandBuilder, TextInputBuilder, TextInputStyle } = require('discord.js');

const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.GuildMessageReactions],
  rest: { api: process.env.SANDBOX_URL + '/api' },
});

// on registers an async handler whose failure ends the bot.
const on = (event, handle) => client.on(event, (...args) => Promise.resolve(handle(...args)).catch(die));
const die = (err) => { console.error(err, JSON.stringify(err.rawError ?? {})); process.exit(1); };
process.stdin.on('end', () => process.exit(0)).resume();

on(Events.Error, die);
on(Events.ClientReady, () => client.application.commands.set([
  new SlashCommandBuilder().setName('ask').setDescription('Asks.')
    .addStringOption((o) => o.setName('question').setDescription('The question.').setRequired(true).setAutocomplete(true)),
]));

on(Events.InteractionCreate, async (i) => {
  if (i.isAutocomplete()) {
    const typed = i.options.getFocused() + '...';
    return i.respond([{ name: typed, value: typed }]);
  }
  if (i.isButton()) {
    const input = new TextInputBuilder().setCustomId('why').setLabel('Why?').setStyle(TextInputStyle.Short);
    return i.showModal(new ModalBuilder().setCustomId('why').setTitle('Why?')
      .addComponents(new ActionRowBuilder().addComponents(input)));
  }
  if (i.isModalSubmit()) {
    return i.reply({ content: 'Thanks: ' + i.fields.getTextInputValue('why'), flags: MessageFlags.Ephemeral });
  }
  const question = i.options.getString('question');
  if (question === 'at once') {
    return i.reply({ embeds: [new EmbedBuilder().setTitle('At once')] });
  }
  await i.deferReply();
  await i.editReply({ content: 'You asked.' });
  const row = new ActionRowBuilder()
    .addComponents(new ButtonBuilder().setCustomId('rate').setLabel('Rate').setStyle(ButtonStyle.Primary));
  const answer = await i.editReply({ content: 'You asked: ' + question, components: [row] });
  await answer.react('👍');
});

on(Events.MessageReactionAdd, (reaction, user) =>
  user.bot || reaction.message.channel.send(`${reaction.emoji.name} from ${user.id}`));

on(Events.MessageCreate, async (m) => {
  if (m.author.bot || !m.mentions.has(client.user)) return;
  const reply = await m.reply({ content: 'wait', allowedMentions: { parse: [] } });
  await reply.edit('re: ' + m.content);
});

client.login(process.env.DISCORD_TOKEN).catch(die);
