type FileKind = { extension: string; type: string }

/** A file that the browser saves under this name. */
export const download = ({ extension, type }: FileKind, name: string, body: BodyInit): Response =>
  new Response(body, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name.replaceAll(/[^\w.-]+/g, '-')}.${extension}"`,
      'Cache-Control': 'private, no-store',
    },
  })

/** Each piece is made when the reader has room for it, and none once he is gone. */
export const toStream = (pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> =>
  new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const piece = await pieces.next()
      if (piece.done === true) controller.close()
      else controller.enqueue(piece.value)
    },
    cancel: async () => {
      await pieces.return(undefined)
    },
  })
