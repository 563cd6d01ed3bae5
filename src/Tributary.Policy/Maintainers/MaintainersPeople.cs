using System.Collections.Immutable;
using System.Globalization;

namespace Tributary.Policy;

/// <summary>The people and lists that a search gathers: each once, by name and by address, with the role that came first; history adds roles.</summary>
internal sealed class MaintainersPeople(SourceTree tree, MaintainersChoice choice)
{
    private const int MostOfHistory = 5;
    private const int LeastPercent = 5;
    private const string ChiefName = "Linus Torvalds";
    private const string ChiefAddress = "torvalds@linux-foundation.org";

    private readonly List<Entry> _people = [];
    private readonly List<Entry> _lists = [];
    private readonly HashSet<string> _names = [];
    private readonly HashSet<string> _addresses = [];
    private readonly HashSet<string> _listed = [];
    private readonly Dictionary<string, MailPerson> _byName = [];
    private readonly Dictionary<string, MailPerson> _byAddress = [];
    private readonly List<string> _inFiles = [];

    public bool IncludesChiefs => choice.WithChiefPenguins;

    /// <summary>All that a section names.</summary>
    public void Add(MaintainersFile file, MaintainersSection section)
    {
        var title = MaintainersRole.Title(section.RawTitle);
        foreach (ref readonly var entry in file.EntriesOf(section))
        {
            var value = entry.Letter is 'L' or 'M' or 'R' ? file.ValueOf(entry).ToString() : "";
            switch (entry.Letter)
            {
                case 'L':
                    AddList(value, title);
                    break;
                case 'M':
                    AddPeople(value, $"{MaintainersRole.Of(file, section)}:{title}", ResponsibleKind.Maintainer);
                    break;
                case 'R':
                    AddPeople(value, $"reviewer:{title}", ResponsibleKind.Reviewer);
                    break;
            }
        }
    }

    /// <summary>The addresses that a file of the tree holds.</summary>
    public void AddText(byte[]? bytes)
    {
        if (bytes is not null) _inFiles.AddRange(FileAddresses.Find(bytes));
    }

    /// <summary>Makes one of those who write under several names or addresses.</summary>
    public void Deduplicate()
    {
        foreach (var entry in _people) entry.Text = Identify(entry.Text);
        foreach (var entry in _lists) entry.Text = Identify(entry.Text);
    }

    /// <summary>Who it is, by the mailmap and by who was seen before.</summary>
    public string Identify(string who)
    {
        var person = tree.Mailmap.Map(MailPerson.Parse(MailPerson.Parse(who).ToString()));
        if ((person.Name.Length > 0 && _byName.TryGetValue(Lower(person.Name), out var known)) || _byAddress.TryGetValue(Lower(person.Address), out known))
            return tree.Mailmap.Map(known).ToString();

        _byName[Lower(person.Name)] = person;
        _byAddress[Lower(person.Address)] = person;
        return tree.Mailmap.Map(person).ToString();
    }

    /// <summary>Those who have a share in a file's history.</summary>
    public void AddHistory(HistoryShares shares)
    {
        foreach (var share in shares.Shares) Assign(share, ResponsibleKind.History);
    }

    /// <summary>Those who signed a commit that is fixed.</summary>
    public void AddFixed(HistoryCommit commit)
    {
        string[] signers = [.. HistoryShares.Signers(commit, IncludesChiefs).Select(Identify)];
        Assign(new("blamed_fixes", 1, [.. signers.GroupBy(static who => who, StringComparer.Ordinal).Select(static group => (group.Key, group.Count()))
            .OrderByDescending(static one => one.Item2).ThenBy(static one => one.Key, StringComparer.Ordinal)]), ResponsibleKind.Fixed);
    }

    /// <summary>Chief penguins hear of everything anyhow.</summary>
    public void SettleChiefs()
    {
        var chief = new MailPerson(ChiefName, ChiefAddress).ToString();
        if (IncludesChiefs) _people.Add(new(chief, "chief penguin", ResponsibleKind.Maintainer));
        else _people.RemoveAll(entry => entry.Text.Contains(chief, StringComparison.Ordinal));
    }

    /// <summary>The addresses found in files, last.</summary>
    public void AddFileAddresses()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var address in _inFiles)
        {
            if (!seen.Add(address)) continue;
            var person = tree.Mailmap.Map(MailPerson.Parse(address));
            Push(person, "", ResponsibleKind.InFile);
            AddRole(person, "in file");
        }
    }

    /// <summary>All, each once: people, then lists.</summary>
    public ImmutableArray<Responsible> Merge()
    {
        var all = ImmutableArray.CreateBuilder<Responsible>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in _people) Take(entry);
        foreach (var entry in _lists) Take(entry);
        return all.ToImmutable();

        void Take(Entry entry)
        {
            if (seen.Add(entry.Text)) all.Add(new(MaintainersSection.Shown(entry.Text), MaintainersSection.Shown(entry.Role), entry.Kind));
        }
    }

    private void Assign(HistoryShare share, ResponsibleKind kind)
    {
        var whole = Math.Max(share.Whole, 1);
        var count = 0;
        foreach (var (who, part) in share.People)
        {
            var person = tree.Mailmap.Map(MailPerson.Parse(who));
            if (tree.Ignored.Contains(person.ToString())) continue;
            var percent = Math.Min(100.0, part * 100.0 / whole);
            if (++count > MostOfHistory || percent < LeastPercent) break;
            Push(person, "", kind);
            AddRole(person, string.Create(CultureInfo.InvariantCulture, $"{share.Role}:{part}/{whole}={Math.Round(percent, MidpointRounding.ToEven):0}%"));
        }
    }

    private void AddList(string value, string title)
    {
        var space = value.AsSpan().IndexOfAny(' ', '\t');
        var (address, more) = space < 0 ? (value, "") : (value[..space], value[space..]);
        var isForSubscribers = more.Contains("subscribers-only", StringComparison.Ordinal);
        if ((isForSubscribers && !choice.WithSubscriberLists) || !_listed.Add(Lower(address))) return;

        var kind = isForSubscribers ? "subscriber list" : more.Contains("moderated", StringComparison.Ordinal) ? "moderated list" : "open list";
        _lists.Add(new(address, title is "" or "THE REST" ? kind : $"{kind}:{title}", ResponsibleKind.List));
    }

    private void AddPeople(string value, string role, ResponsibleKind kind)
    {
        foreach (var address in AddressList.Split(value)) Push(MailPerson.Parse(address), role, kind);
    }

    private void Push(MailPerson person, string role, ResponsibleKind kind)
    {
        if (person.Address.Length == 0) return;
        if ((person.Name.Length > 0 && _names.Contains(Lower(person.Name))) || _addresses.Contains(Lower(person.Address))) return;
        if (person.Name.Length > 0) _names.Add(Lower(person.Name));
        _addresses.Add(Lower(person.Address));
        _people.Add(new(person.ToString(), role, kind));
    }

    private void AddRole(MailPerson person, string role)
    {
        foreach (var entry in _people)
        {
            var known = MailPerson.Parse(entry.Text);
            if ((known.Name != person.Name && known.Address != person.Address) || entry.Role.Contains(role, StringComparison.Ordinal)) continue;
            entry.Role = entry.Role.Length == 0 ? role : $"{entry.Role},{role}";
        }
    }

    private static string Lower(string text) => string.Create(text.Length, text, static (span, from) =>
    {
        for (var at = 0; at < span.Length; at++) span[at] = char.IsAsciiLetterUpper(from[at]) ? (char)(from[at] | 0x20) : from[at];
    });

    private sealed class Entry(string text, string role, ResponsibleKind kind)
    {
        public string Text { get; set; } = text;

        public string Role { get; set; } = role;

        public ResponsibleKind Kind { get; } = kind;
    }
}
