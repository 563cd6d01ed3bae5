namespace Tributary.Server;

/// <summary>A version of Patchwork's API. Later ones have all that earlier ones have.</summary>
internal enum ApiVersion
{
    /// <summary>1.0.</summary>
    V10 = 0,

    /// <summary>1.1.</summary>
    V11 = 1,

    /// <summary>1.2.</summary>
    V12 = 2,

    /// <summary>1.3.</summary>
    V13 = 3,

    /// <summary>1.4.</summary>
    V14 = 4,
}

/// <summary>The versions' names in addresses.</summary>
internal static class ApiVersions
{
    /// <summary>What an address without a version gets.</summary>
    public const ApiVersion Newest = ApiVersion.V14;

    extension(ApiVersion version)
    {
        /// <summary>E.g. <c>1.4</c>.</summary>
        public string Name => "1." + Addresses.Number((int)version);
    }

    /// <summary>The version of a folder's name.</summary>
    public static bool TryParse(ReadOnlySpan<char> name, out ApiVersion version)
    {
        version = name is ['1', '.', var minor and >= '0' and <= '4'] ? (ApiVersion)(minor - '0') : Newest;
        return name is ['1', '.', >= '0' and <= '4'];
    }
}
