using Npgsql;

namespace Tributary.Store;

/// <summary>The address of a PostgreSQL database as people write it, to what the client wants.</summary>
internal static class PostgresUrl
{
    /// <summary>Reads <c>postgres://user:password@host:port/name?host=/socket/folder&amp;sslmode=require</c>.</summary>
    /// <exception cref="DatabaseException">It is no such address.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgres" or "postgresql"))
            throw new DatabaseException("the database address is not of the form postgres://user:password@host:port/name: mend TRIBUTARY_DATABASE");
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host.Length > 0 ? uri.Host : "localhost",
            Port = uri.IsDefaultPort || uri.Port < 0 ? 5432 : uri.Port,
            Database = Uri.UnescapeDataString(uri.AbsolutePath.Trim('/')),
            ApplicationName = "tributary",
            MaxPoolSize = 40,
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            CommandTimeout = 120,
            Timeout = 10,
        };
        var (user, password) = Split(uri.UserInfo, ':');
        if (user.Length > 0) settings.Username = user;
        if (password.Length > 0) settings.Password = password;
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)) Set(settings, pair);
        if (string.IsNullOrEmpty(settings.Database)) throw new DatabaseException($"the database address names no database: end it with /NAME ({uri.Host})");
        return settings;
    }

    private static void Set(NpgsqlConnectionStringBuilder settings, string pair)
    {
        var (key, value) = Split(pair, '=');
        try
        {
            settings[key == "user" ? "Username" : key] = value;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException)
        {
            throw new DatabaseException($"the database address has the setting {key}={value}, which is not known: mend TRIBUTARY_DATABASE", e);
        }
    }

    private static (string Left, string Right) Split(string text, char at)
    {
        var index = text.IndexOf(at, StringComparison.Ordinal);
        return index < 0
            ? (Uri.UnescapeDataString(text), "")
            : (Uri.UnescapeDataString(text[..index]), Uri.UnescapeDataString(text[(index + 1)..]));
    }
}
