using System.Globalization;
using Tributary.Mail;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The addresses of the pages; docs/web.md lists them. A page's data is at the same address with <c>.json</c>.</summary>
public static class Addresses
{
    /// <summary>The projects.</summary>
    public const string Projects = "/queue";

    /// <summary>The runs of the selftests.</summary>
    public const string Lab = "/lab";

    /// <summary>A run of the selftests.</summary>
    public static string LabRun(long run) => string.Create(CultureInfo.InvariantCulture, $"{Lab}/runs/{run}");

    /// <summary>The handbook's clauses.</summary>
    public const string Handbook = "/handbook";

    /// <summary>Where one signs in.</summary>
    public const string SignIn = "/sign-in";

    /// <summary>Where one is signed out, by a form.</summary>
    public const string SignOut = "/sign-out";

    /// <summary>Where one asks for an account.</summary>
    public const string Register = "/register";

    /// <summary>Where a link in a letter leads: to make the account.</summary>
    public const string Finish = "/register/finish";

    /// <summary>Where one asks for a new password.</summary>
    public const string Reset = "/reset";

    /// <summary>Where a link in a letter leads: to choose a new password.</summary>
    public const string ChoosePassword = "/reset/choose";

    /// <summary>Where a link in a letter leads: to add an address.</summary>
    public const string ConfirmAddress = "/account/addresses/confirm";

    /// <summary>The accounts, for administrators.</summary>
    public const string Users = "/users";

    /// <summary>An account, for administrators.</summary>
    public static string User(string name) => Users + "/" + Escape(name);

    /// <summary>The link of a letter that makes an account.</summary>
    public static string FinishWith(string secret) => Finish + "?key=" + secret;

    /// <summary>The link of a letter by which a new password is chosen.</summary>
    public static string ChoosePasswordWith(string secret) => ChoosePassword + "?key=" + secret;

    /// <summary>The link of a letter that adds an address.</summary>
    public static string ConfirmAddressWith(string secret) => ConfirmAddress + "?key=" + secret;

    /// <summary>The visitor's own account.</summary>
    public const string Account = "/account";

    /// <summary>Where one signs in, to be led on from there.</summary>
    /// <param name="address">A path of this site.</param>
    public static string SignInTo(string address) => address is "/" or SignIn ? SignIn : SignIn + "?next=" + Escape(address);

    /// <summary>The mail that goes out.</summary>
    public const string Outbox = "/outbox";

    /// <summary>The webhooks of a project.</summary>
    public static string Webhooks(string project) => $"{Queue(project)}/webhooks";

    /// <summary>Whether trees are open.</summary>
    public const string Status = "/status";

    /// <summary>The queue for stable kernels.</summary>
    public const string Stable = "/stable";

    /// <summary>How long feedback takes in a project.</summary>
    public static string Feedback(string project) => $"{Queue(project)}/feedback";

    /// <summary>A webhook.</summary>
    public static string Webhook(string project, long id) => $"{Webhooks(project)}/{Number(id)}";

    /// <summary>A letter.</summary>
    public static string Letter(LetterId id) => $"{Outbox}/{id}";

    /// <summary>A project's queue.</summary>
    public static string Queue(string project) => Projects + "/" + Escape(project);

    /// <summary>Where a change is undone.</summary>
    public static string Undo(long change) => $"/changes/{Number(change)}/undo";

    /// <summary>A user's to-do list.</summary>
    public const string Todo = "/todo";

    /// <summary>A user's bundles.</summary>
    public const string Bundles = "/bundles";

    /// <summary>A project's rules of delegation.</summary>
    public static string Delegation(string project) => Queue(project) + "/delegation";

    /// <summary>How often each rule of the handbook fired in a project.</summary>
    public static string Checks(string project) => Queue(project) + "/checks";

    /// <summary>The letters of a project to those who send series.</summary>
    public static string Letters(string project) => Queue(project) + "/letters";

    /// <summary>Where a link in a letter leads: to get no more mail about what rules found.</summary>
    public const string RefuseMail = "/checks/no-mail";

    /// <summary>A series.</summary>
    public static string Series(SeriesId id) => "/series/" + id;

    /// <summary>Which tree takes a series, with every sign for and against.</summary>
    public static string SeriesTree(SeriesId id) => Series(id) + "/tree";

    /// <summary>What became of the patches of a series since an earlier version.</summary>
    public static string RangeDiff(SeriesId id, SeriesId from) => string.Create(CultureInfo.InvariantCulture, $"{Series(id)}/range-diff?from={from.Value}");

    /// <summary>A patch or pull request.</summary>
    public static string Patch(MessageId id) => Of("/patch/", id);

    /// <summary>Any message.</summary>
    public static string Message(MessageId id) => Of("/message/", id);

    /// <summary>The bytes of a message.</summary>
    public static string Raw(MessageId id) => Of("/message/", id) + RawEnding;

    /// <summary>What stands behind a message's address for its bytes.</summary>
    public const string RawEnding = "/raw";

    /// <summary>A bundle: Patchwork's address, without its last slash.</summary>
    public static string Bundle(BundleListed bundle) => PatchworkAddresses.Bundle(bundle.Owner.Username, bundle.Name).TrimEnd('/');

    /// <summary>A message's place on its series' page.</summary>
    public static string InSeries(SeriesId series, MessageId id) => Series(series) + "#" + Anchor(id);

    /// <summary>An element id for a message: the same for the same message on every page.</summary>
    public static string Anchor(MessageId id)
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id.Value), hash);
        return "m" + Convert.ToHexStringLower(hash[..6]);
    }

    /// <summary>Words as a value of a query.</summary>
    public static string Escape(string text) => Uri.EscapeDataString(text);

    /// <summary>A number as it stands in addresses.</summary>
    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Of(string room, MessageId id) => room + EscapeId(id);

    /// <summary>A message id as a folder of an address: readable where that allows it. A slash is always escaped: "/../" would be resolved away by browsers.</summary>
    public static string EscapeId(MessageId id) => Escape(id.Value)
        .Replace("%40", "@", StringComparison.Ordinal).Replace("%2B", "+", StringComparison.Ordinal)
        .Replace("%3D", "=", StringComparison.Ordinal).Replace("%24", "$", StringComparison.Ordinal);
}
