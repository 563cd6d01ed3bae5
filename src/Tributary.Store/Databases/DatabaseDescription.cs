namespace Tributary.Store;

/// <summary>What a database is, for <c>trib doctor</c>.</summary>
/// <param name="Kind"><c>SQLite</c> or <c>PostgreSQL</c>.</param>
/// <param name="Version">The version of the library or server, e.g. <c>3.40.1</c>.</param>
/// <param name="Library">The SQLite library that was loaded (a path, or <c>bundled</c>); for PostgreSQL the client's name and version.</param>
/// <param name="Location">The file, or the server and the database, without the password.</param>
/// <param name="Schema">The number of the last migration.</param>
public sealed record DatabaseDescription(string Kind, string Version, string Library, string Location, int Schema);
