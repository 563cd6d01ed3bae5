namespace Tributary.Mail;

/// <summary>A run of a header value in one charset. Bytes that are no text stand in it as U+DC80 to U+DCFF.</summary>
/// <param name="Text">The run, decoded.</param>
/// <param name="Charset">In what to write it.</param>
internal readonly record struct HeaderChunk(string Text, ChunkCharset Charset);
