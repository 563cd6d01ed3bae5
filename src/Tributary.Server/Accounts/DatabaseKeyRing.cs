using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>
/// Keeps the keys of ASP.NET Core's data protection in the database: every node reads what another protected, and a restart makes no form stale.
/// </summary>
internal sealed class DatabaseKeyRing(Database database) : IXmlRepository
{
    private readonly ServerKeys keys = new(database);

    // Data protection asks without waiting: once at the start, and once a day. No context is captured here that could wait for this thread.
    /// <inheritdoc />
    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Task.Run(() => keys.ListAsync(CancellationToken.None)).GetAwaiter().GetResult().Select(static xml => XElement.Parse(xml))];

    /// <inheritdoc />
    public void StoreElement(XElement element, string friendlyName) =>
        Task.Run(() => keys.AddAsync(friendlyName, element.ToString(SaveOptions.DisableFormatting), CancellationToken.None)).GetAwaiter().GetResult();
}
