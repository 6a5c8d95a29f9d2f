import { describe, expect, it } from 'vitest';
import { mistake } from './described.ts';

/** A profile without a mistake. */
const RIGHT = `frame:
  - head: AA
  - length: u8
    is: size(data)
  - data: bytes(length)
  - sum: u8
    check: sum8(head..data)
settings:
  address: {type: integer, least: 1, most: 8, default: 1}
claims: settings.address == 1
says:
  - when: size(data) == 1
    contact: {state: 'data[0] == 1 ? open : closed'}
    acknowledge: echo
requests:
  ask: {set: {data: '[1]'}, answer: echo}
polls:
  - {request: ask, every: 1000}
vectors:
  - hex: AA 01 01 AC
    parts: {length: 1}
    readings: [{kind: contact, state: open}]
`;

/** What is changed in it, and what is said then: line and column, field, and what would be right. */
const mistakes: [what: string, from: string, to: string, words: string][] = [
  [
    'a type that is misspelt',
    'data: bytes(length)',
    'data: byte(length)',
    '8:11  frame[2].data: there is no type "byte(length)"; did you mean "bytes"?',
  ],
  [
    'a type of another size',
    'length: u8',
    'length: u7',
    '6:13  frame[1].length: there is no type "u7"; did you mean "u8"?',
  ],
  [
    'an order that is misspelt',
    'length: u8',
    'length: u16el',
    '6:13  frame[1].length: there is no type "u16el"; did you mean "u16le"?',
  ],
  [
    'a number of several bytes without their order',
    'length: u8',
    'length: u16',
    '6:13  frame[1].length: "u16" has several bytes: say u16le (lowest first) or u16be',
  ],
  [
    'a type without a size',
    'data: bytes(length)',
    'data: bytes',
    '8:11  frame[2].data: say how many bytes, as in bytes(4), bytes(length - 2), bytes(until(0x0D)), bytes(rest)',
  ],
  [
    'a size that is no number',
    'data: bytes(length)',
    "data: bytes('four')",
    '8:11  frame[2].data: a size is a whole number or what comes to one, as 4 or length - 2',
  ],
  [
    'a size without brackets',
    'data: bytes(length)',
    'data: bytes length',
    '8:11  frame[2].data: "bytes length" cannot be read from "length" on',
  ],
  [
    'a size by a part that is not there',
    'data: bytes(length)',
    'data: bytes(lenght)',
    '8:11  frame[2].data: there is no part or value "lenght"; did you mean "length"?',
  ],
  [
    'a range of sizes by a part',
    'data: bytes(length)',
    'data: bytes(1..length)',
    '8:11  frame[2].data: a range of sizes is two numbers, as in 1..7',
  ],
  [
    'an encoding nobody knows',
    'data: bytes(length)',
    'data: text(length, gb2313)',
    '8:11  frame[2].data: there is no encoding "gb2313"; known: ascii, latin1, utf8, gb18030, gbk, gb2312, big5, utf16le, utf16be',
  ],
  [
    'a constant as a decimal',
    'head: AA',
    'head: 170',
    '5:11  frame[0].head: a byte that never changes is two hex digits without 0x: AA',
  ],
  [
    'a constant with 0x',
    'head: AA',
    'head: 0xAA',
    '5:11  frame[0].head: a byte that never changes is two hex digits without 0x: AA',
  ],
  [
    'a run in hex without 0x',
    'head: AA',
    'head: run(AA, 1..4)',
    '5:11  frame[0].head: write "run(AA, 1..4)" as run(byte, least..most), for example run(0xA5, 1..16)',
  ],
  [
    'a constant that must be something',
    'head: AA',
    'head: AA\n    is: 3',
    '6:9  frame[0].is: bytes that never change need none',
  ],
  [
    'a part in Chinese',
    '- sum: u8',
    '- 校验: u8',
    '9:9  frame[3].校验: a part begins with "name: type"; "校验" is no name: use letters, digits and _, and put other words into label',
  ],
  [
    'a part that is a word of the format',
    '- sum: u8',
    '- frame: u8',
    '9:12  frame[3].frame: "frame" is a word of the format (settings, args, sent, frame, counter): choose another name',
  ],
  ['two parts of one name', '- sum: u8', '- data: u8', '9:11  frame[3].data: the name "data" is taken'],
  [
    'a function that is misspelt',
    'sum8(head',
    'sun8(head',
    '10:12  frame[3].check: there is no function "sun8"; did you mean "sum8"?',
  ],
  [
    'a check that is misspelt',
    'sum8(head',
    'crc16_modbas(head',
    '10:12  frame[3].check: there is no function "crc16_modbas"; did you mean "crc16_modbus"?',
  ],
  [
    'too many values for a function',
    'sum8(head..data)',
    'sum8(head, data)',
    '10:12  frame[3].check: "sum8" takes 1 value, not 2',
  ],
  [
    'too few values for a function',
    'when: size(data) == 1',
    'when: bitmap(data)',
    '15:11  says[0].when: "bitmap" takes 2–4 values, not 1',
  ],
  [
    'an option that is misspelt',
    'check:',
    'chek:',
    '10:5  frame[3].chek: there is no field "chek"; did you mean "check"?',
  ],
  [
    'a part that is misspelt in a check',
    'head..data',
    'head..date',
    '10:12  frame[3].check: there is no part "date"; did you mean "data"?',
  ],
  ['an in of nothing', 'is: size(data)', 'in:', '7:8  frame[1].in: is empty: give a value'],
  [
    'a bracket that is not closed',
    'sum8(head..data)',
    'sum8(head..data',
    '10:12  frame[3].check: "sum8(head..data" is not finished: a bracket is open; a comma inside of [ ] or { }, or a # after a blank, ends it: put it in quotes',
  ],
  [
    'a bit beyond the number',
    'is: size(data)',
    'bits: {full: 8}',
    '7:18  frame[1].bits.full: bits are numbered from 0 to 7',
  ],
  [
    'bits with a hyphen',
    'is: size(data)',
    'bits: {level: 4-2}',
    '7:19  frame[1].bits.level: expected a bit or bits, as 5 or 4..2',
  ],
  [
    'a pattern that is none',
    'data: bytes(length)',
    "data: text(length)\n    match: '(['",
    '9:12  frame[2].match: "([" is no regular expression',
  ],
  [
    'a pattern on bytes',
    'data: bytes(length)',
    "data: bytes(length)\n    match: 'a'",
    '9:12  frame[2].match: a match is for text(…)',
  ],
  [
    'a map beside an is',
    'is: size(data)',
    'is: size(data)\n    map: {1: 2}',
    '6:5  frame[1]: a part with is or check cannot have a map',
  ],
  [
    'an else without a map',
    'is: size(data)',
    'else: 3',
    '7:11  frame[1].else: else goes with a map, or with bcd, dec, hex or nibbles',
  ],
  [
    'parts inside of a number',
    'is: size(data)',
    'parts: [{low: u8}]',
    '7:12  frame[1].parts: parts stand inside of bytes(…) or a group',
  ],
  [
    'a switch without a value',
    'data: bytes(length)',
    'data: switch',
    '8:11  frame[2].data: write switch(value)',
  ],
  [
    'a switch without cases',
    'data: bytes(length)',
    'data: switch(length)',
    '8:5  frame[2].cases: a switch has cases',
  ],
  [
    'a list of nothing',
    'data: bytes(length)',
    'data: list(length)',
    '8:5  frame[2]: a list has parts, or of',
  ],
  [
    'a check of a list itself',
    'data: bytes(length)',
    'data: list(length)\n    of: u8\n    check: 3',
    '10:5  frame[2].check: there is no field "check"; known: parts, of, until, if, label',
  ],
  [
    'a step that is misspelt',
    'data: bytes(length)',
    'data: bytes(length)\n    steps: [invrt]',
    '9:13  frame[2].steps[0]: there is no step "invrt"; did you mean "invert"?',
  ],
  [
    'a step with a comma and no quotes',
    'data: bytes(length)',
    'data: bytes(length)\n    steps: [unescape_xor(0x7D, 0x20)]',
    '9:13  frame[2].steps[0]: "unescape_xor(0x7D" is not finished: a bracket is open; a comma inside of [ ] or { }, or a # after a blank, ends it: put it in quotes',
  ],
  [
    'a step without its value',
    'data: bytes(length)',
    'data: bytes(length)\n    steps: [xor]',
    '9:13  frame[2].steps[0]: the step "xor" takes 1 value, not 0',
  ],
  [
    'steps that are no list',
    'data: bytes(length)',
    'data: bytes(length)\n    steps: invert',
    '9:12  frame[2].steps: expected a list, each entry with "- "',
  ],
  [
    'an escape that is no pair',
    'data: bytes(length)',
    'data: bytes(length)\n    steps: [unescape(0x7D)]',
    "9:13  frame[2].steps[0]: an escape is written 'on the line = plain', as in 'A6 02 = A5', not \"\"",
  ],
  ['an endian in words', 'frame:', 'endian: big\nframe:', '4:9  endian: expected one of le, be'],
  [
    'a frame without hyphens',
    '  - head: AA\n',
    '  head: AA\n',
    '6:1  YAML: the indentation is uneven: fields of one level must begin in one column (A block sequence may not be used as an implicit map key); put an expression in quotes where it holds ": " or begins with ! & * [ or {',
  ],
  [
    'a comparison with one sign',
    'size(data) == 1',
    'size(data) = 1',
    '15:11  says[0].when: "size(data) = 1" cannot be read from "= 1" on; compare with ==',
  ],
  [
    'and in words',
    'size(data) == 1',
    'size(data) == 1 and data',
    '15:11  says[0].when: "size(data) == 1 and data" cannot be read from "and data" on; "and" is written &&',
  ],
  [
    'hex without 0x in an expression',
    'size(data) == 1',
    'data[0] == A5',
    '15:11  says[0].when: there is no part or value "A5"; a number in hex is written 0xA5',
  ],
  [
    'hex that begins with a digit, without 0x',
    'size(data) == 1',
    'data[0] == 0F',
    '15:11  says[0].when: "data[0] == 0F" cannot be read from "F" on; a number in hex begins with 0x, as 0x0F',
  ],
  [
    'Chinese brackets',
    'sum8(head..data)',
    'sum8（head..data）',
    '10:12  frame[3].check: "sum8（head..data）" cannot be read from "（head..data）" on; use the signs and straight quotes of an English keyboard, as \' ( ) , :',
  ],
  [
    'Chinese quotes',
    "'[1]'",
    '[‘1’]',
    '19:21  requests.ask.set.data: "[‘1’]" cannot be read from "‘1’]" on; use the signs and straight quotes of an English keyboard, as \' ( ) , :',
  ],
  [
    'a Chinese colon in a part',
    '- head: AA',
    '- head： AA',
    '5:5  frame[0]: expected fields with values, "field: value" with a blank after the colon',
  ],
  [
    'a Chinese colon at the left',
    'claims:',
    'claims：',
    '13:1  YAML: check indentation, colons, quotes and brackets (Implicit keys need to be on a single line); this line has Chinese punctuation: use that of an English keyboard, with a blank after colons',
  ],
  [
    'a colon in an expression without quotes',
    "'data[0] == 1 ? open : closed'",
    'data[0] == 1 ? open : closed',
    '16:26  YAML: check indentation, colons, quotes and brackets (Unexpected flow-seq-start at node end); inside of { } and [ ], put an expression in quotes where it holds [ ], a comma or ": ", as in { value: \'data[0]\' }',
  ],
  [
    'an expression that begins with !',
    'when: size(data) == 1',
    'when: !data',
    '15:11  YAML: check indentation, colons, quotes and brackets (Unresolved tag: !data); put an expression in quotes where it holds ": " or begins with ! & * [ or {',
  ],
  [
    'an expression that begins with [',
    'when: size(data) == 1',
    'when: [1] == data',
    '15:15  YAML: check indentation, colons, quotes and brackets (Unexpected scalar at node end); put an expression in quotes where it holds ": " or begins with ! & * [ or {',
  ],
  [
    'an expression that begins with *',
    'when: size(data) == 1',
    'when: *data',
    '15:11  YAML: the alias (*) has no anchor (&) (*data); put an expression in quotes where it holds ": " or begins with ! & * [ or {',
  ],
  [
    'an alias of what it stands in',
    "contact: {state: 'data[0] == 1 ? open : closed'}",
    'contact: &itself {state: *itself}',
    '16:30  says[0].contact.state: expected words or a number',
  ],
  [
    'an expression that begins with a quote',
    'when: size(data) == 1',
    "when: 'a' == 'b'",
    '15:15  YAML: check indentation, colons, quotes and brackets (Unexpected scalar at node end); put an expression in quotes where it holds ": " or begins with ! & * [ or {',
  ],
  [
    'a blank and # in an expression',
    'sum8(head..data)',
    'sum8(head #..data)',
    '10:12  frame[3].check: "sum8(head" is not finished: a bracket is open; a comma inside of [ ] or { }, or a # after a blank, ends it: put it in quotes',
  ],
  [
    'a tab',
    '\n    check',
    '\n\tcheck',
    '10:1  YAML: indent with spaces, not with tabs (Tabs are not allowed as indentation); put an expression in quotes where it holds ": " or begins with ! & * [ or {',
  ],
  [
    'an option that is not below its part',
    '\n    check',
    '\n   check',
    '10:1  YAML: a sign is missing: check the blank after colons, and that quotes and brackets are in pairs (Sequence item without - indicator); put an expression in quotes where it holds ": " or begins with ! & * [ or {',
  ],
  [
    'an option twice',
    'check: sum8(head..data)',
    'check: sum8(head..data)\n    check: 1',
    '11:5  YAML: the field is there twice: remove one (Map keys must be unique)',
  ],
  [
    'a field that is misspelt',
    'claims:',
    'claim:',
    '13:1  claim: there is no field "claim"; did you mean "claims"?',
  ],
  [
    'a setting of a type nobody knows',
    'type: integer',
    'type: int',
    '12:19  settings.address.type: expected one of integer, number, text, choice, flag, map',
  ],
  [
    'a default outside of its bounds',
    'default: 1',
    'default: 9',
    '12:56  settings.address.default: the default is not such a value',
  ],
  [
    'a bound by another name',
    'least: 1',
    'min: 1',
    '12:28  settings.address.min: there is no field "min"; known: type, least, most, default, of, optional, label, help',
  ],
  [
    'a setting that is misspelt where it is used',
    'settings.address',
    'settings.adress',
    '13:9  claims: there is no setting "adress"; did you mean "address"?',
  ],
  [
    'a reading that is misspelt',
    'contact: {',
    'contcat: {',
    '16:5  says[0].contcat: there is no field "contcat"; did you mean "contact"?',
  ],
  [
    'a property that is misspelt',
    'state:',
    'status:',
    '16:15  says[0].contact.status: there is no field "status"; did you mean "state"?',
  ],
  [
    'a word that a property does not know',
    'open :',
    'opened :',
    '16:22  says[0].contact.state: there is no part or value "opened"; did you mean "open"?',
  ],
  [
    'words without quotes',
    "contact: {state: 'data[0] == 1 ? open : closed'}",
    'value: {name: temperature, value: 3}',
    '16:19  says[0].value.name: there is no part or value "temperature"; if words are meant, write "\'temperature\'"',
  ],
  [
    'two readings at once',
    'acknowledge: echo',
    'battery: {percent: 3}',
    '15:5  says[0]: one entry says one thing: make several of it',
  ],
  [
    'an acknowledgement in bytes',
    'acknowledge: echo',
    'acknowledge: 06',
    '17:18  says[0].acknowledge: write echo (the frame itself), or {frame: …, set: …}',
  ],
  [
    'an acknowledgement with a part that is misspelt',
    'acknowledge: echo',
    'acknowledge: {set: {dat: 1}}',
    '17:25  says[0].acknowledge.set.dat: there is no field "dat"; did you mean "data"?',
  ],
  [
    'once in seconds',
    'acknowledge: echo',
    'once: 1s',
    '17:11  says[0].once: expected a whole number from 1 to 3600000',
  ],
  [
    'a request with a part that is misspelt',
    '{set: {data',
    '{set: {dat',
    '19:15  requests.ask.set.dat: there is no field "dat"; did you mean "data"?',
  ],
  [
    'a request that uses what has not come yet',
    "'[1]'",
    'data',
    '19:21  requests.ask.set.data: there is no part or value "data"; if words are meant, write "\'data\'"',
  ],
  [
    'a poll of a request that is misspelt',
    'request: ask',
    'request: aks',
    '21:15  polls[0].request: expected one of ask (did you mean ask?)',
  ],
  [
    'a greeting that is no list',
    'polls:',
    'greeting: ask\npolls:',
    '20:11  greeting: expected a list, each entry with "- "',
  ],
  [
    'an action nobody asks for',
    'polls:',
    'actions: {open: ask}\npolls:',
    '20:11  actions.open: there is no field "open"; known: printTicket, showText, showQueue, askRating, unlockDoor, answerKiosk, setPower, setBrightness, setClock, askStatus, clearText',
  ],
  [
    'a vector with a wrong check',
    'hex: AA 01 01 AC',
    'hex: AA 01 01 AD',
    '23:10  vectors[0].hex: this is not one frame: sum is 173 (0xAD) and must be 172 (0xAC)',
  ],
  [
    'a vector with a wrong length',
    'hex: AA 01 01 AC',
    'hex: AA 02 01 AC',
    '23:10  vectors[0].hex: this is not one frame: after data there are bytes missing',
  ],
  [
    'a vector with another head',
    'hex: AA 01 01 AC',
    'hex: AB 01 01 AC',
    '23:10  vectors[0].hex: this is not one frame: from the first byte on, AB 01 01 AC does not fit',
  ],
  [
    'a vector that is cut off',
    'hex: AA 01 01 AC',
    'hex: AA',
    '23:10  vectors[0].hex: this is not one frame: after head there are bytes missing',
  ],
  [
    'a vector of two frames',
    'hex: AA 01 01 AC',
    'hex: AA 01 01 AC AA 01 01 AC',
    '23:10  vectors[0].hex: this is not one frame: it is 2 frames: AA 01 01 AC | AA 01 01 AC',
  ],
  [
    'a vector that is no hex',
    'hex: AA 01 01 AC',
    'hex: AA 01 01 AG',
    '23:10  vectors[0].hex: expected bytes in hex, as FF 68 03',
  ],
  [
    'a vector with another value',
    '{length: 1}',
    '{length: 2}',
    '24:21  vectors[0].parts.length: it comes out as 1',
  ],
  [
    'a vector with a part that is misspelt',
    '{length: 1}',
    '{lenght: 1}',
    '24:13  vectors[0].parts.lenght: there is no field "lenght"; did you mean "length"?',
  ],
  [
    'a vector with another reading',
    'state: open}]',
    'state: closed}]',
    '25:15  vectors[0].readings: it comes out as [{"kind":"contact","state":"open"}]',
  ],
  [
    'a vector with a setting that is misspelt',
    '  - hex: AA',
    '  - settings: {adress: 2}\n    hex: AA',
    '23:15  vectors[0].settings: the setting adress: no such field: check the spelling or remove it',
  ],
  [
    'a vector that says nothing of what it is',
    '  - hex: AA 01 01 AC\n    parts',
    '  - AA 01 01 AC\n  - parts',
    '23:5  vectors[0]: expected fields with values, "field: value" with a blank after the colon',
  ],
  [
    'a part that is named like its option',
    '- sum: u8',
    '- check: u8',
    '10:5  the first field of a part is its name, so that a part cannot be named like an option written behind it: "check" is both. Choose another name for the part, and keep the option',
  ],
  [
    'a range without brackets',
    'size(data) == 1',
    'length in 1..7',
    '15:11  says[0].when: put the range in brackets: length in [1..7]',
  ],
  [
    'a range without brackets behind a condition',
    'size(data) == 1',
    'size(data) == 1 && data[0] in 0x01..0x07',
    '15:11  says[0].when: put the range in brackets: … in [0x01..0x07]',
  ],
  [
    'brackets inside of braces',
    "contact: {state: 'data[0] == 1 ? open : closed'}",
    'value: {name: "\'a\'", value: number(data[0])}',
    '16:44  YAML: check indentation, colons, quotes and brackets (Unexpected flow-seq-start at node end); inside of { } and [ ], put an expression in quotes where it holds [ ], a comma or ": ", as in { value: \'data[0]\' }',
  ],
  [
    'a step with brackets and no quotes',
    'data: bytes(length)',
    'data: bytes(length)\n    steps: [xor([1, 2])]',
    '9:17  YAML: a sign is missing: check the blank after colons, and that quotes and brackets are in pairs (Missing , or : between flow sequence items); inside of { } and [ ], put an expression in quotes where it holds [ ], a comma or ": ", as in { value: \'data[0]\' }',
  ],
  [
    'a step by a part that comes later',
    'data: bytes(length)',
    'data: bytes(length)\n    steps: [xor(sum)]',
    '9:13  frame[2].steps[0]: the part "sum" comes later in the frame: here only parts before it can be used; is, in and check may speak of later ones',
  ],
  [
    'a size by a part that comes later',
    '  - length: u8\n    is: size(data)\n  - data: bytes(length)',
    '  - data: bytes(length)\n  - length: u8\n    is: size(data)',
    '6:11  frame[1].data: the part "length" comes later in the frame: here only parts before it can be used; is, in and check may speak of later ones',
  ],
  [
    'a name that every object has',
    'sum8(head..data)',
    'toString',
    '10:12  frame[3].check: there is no part or value "toString"; if words are meant, write "\'toString\'"',
  ],
  [
    'a part with a name that every object has',
    '- sum: u8',
    '- toString: u8',
    '9:15  frame[3].toString: "toString" is a reserved word: choose another name',
  ],
  [
    'a setting with a name that every object has',
    'address: {',
    'constructor: {',
    '12:16  settings.constructor: "constructor" is a reserved word: choose another name',
  ],
  [
    'bytes up to a part that comes later, as a condition',
    'is: size(data)',
    'if: sum8(head..sum) > 3',
    '7:9  frame[1].if: the part "sum" comes later in the frame: here only parts before it can be used; is, in and check may speak of later ones',
  ],
  [
    'a field whose name is no word',
    'claims: settings.address == 1',
    '{}: 3',
    '13:1  the name of a field is a word, not { } or [ ]',
  ],
];

describe('a profile is refused with its line, its field and what was meant for', () => {
  it.each(mistakes)('%s', (_what, from, to, words) => {
    expect(RIGHT).toContain(from);
    const { zh, en } = mistake(RIGHT.replace(from, () => to));
    expect(en).toBe(`box.yaml:${words}`);
    const [place] = /^box\.yaml:\d+:\d+ {2}/.exec(en)!;
    expect(zh.startsWith(place)).toBe(true);
    expect(zh).toMatch(/[\u4e00-\u9fff]/);
  });
});
