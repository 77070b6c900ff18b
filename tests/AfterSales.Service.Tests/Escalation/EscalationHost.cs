using AfterSales.Engine.Commits;
using AfterSales.Service.Deadlines;
using AfterSales.Service.Escalation;
using AfterSales.Service.Escalation.Editing;
using AfterSales.Service.Languages;
using AfterSales.Service.Mail;
using AfterSales.Service.Notifications;
using AfterSales.Service.People;
using AfterSales.Service.Tests.Deadlines;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Directory = AfterSales.Service.People.Directory;
using LinkIssuer = AfterSales.Service.TaskLinks.TaskLinks;

namespace AfterSales.Service.Tests.Escalation;

/// <summary>A real engine with ladders, demo-like people, and a notifier that keeps what it is given.</summary>
internal sealed class EscalationHost : IAsyncDisposable
{
    private EscalationHost(EngineHost engine, Parts parts)
    {
        Engine = engine;
        Policies = parts.Policies!;
        var receivers = new ReceiverLookup(parts.People);
        var links = new LinkIssuer(engine.Engine, new EphemeralDataProtectionProvider(), parts.People, engine.Clock);
        var mail = new EscalationMail(parts.People, engine.Calendars, receivers, links, new MailSettings());
        Links = links;
        Sweep = new EscalationSweep(
            engine.Engine, engine.Sweep, new RungSweep(engine.Engine, engine.Calendars, receivers),
            new NoticeSweep(engine.Engine, engine.Calendars, parts.People, Mails, mail, (_, entry) => engine.Timeline.Add(entry)),
            parts.Wake, NullLogger<EscalationSweep>.Instance);
        Queries = new EscalationQueries(engine.Engine);
        Changes = new PolicyChanges(engine.Engine, Policies, engine.Calendars, parts.People, engine.Wake);
        Moves = new PolicyMoves(engine.Engine, Policies, engine.Calendars, parts.Wake, NullLogger<PolicyMoves>.Instance);
    }

    public EngineHost Engine { get; }

    public EscalationPolicies Policies { get; }

    public EscalationSweep Sweep { get; }

    public EscalationQueries Queries { get; }

    public PolicyChanges Changes { get; }

    /// <summary>What the background sweep does; nothing runs it here but the test.</summary>
    public PolicyMoves Moves { get; }

    public LinkIssuer Links { get; }

    public KeptMails Mails { get; } = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Desk and second desk of sales under a head, under a general manager; a process owner; all on the standard calendar.</summary>
    public static IReadOnlyList<Person> People { get; } =
    [
        Member("desk", "head", groups: ["sales"]),
        Member("desk-2", "head", groups: ["sales"]),
        Member("head", "manager"),
        Member("manager", null),
        Member("owner", "manager") with { Roles = [AccountRoles.ProcessOwner] },
    ];

    public static Person Member(string id, string? superior, string calendar = "standard", params string[] groups) => new()
    {
        Id = id, Name = new LocalText($"{id} (demo)"), Email = $"{id}@demo.example", SuperiorId = superior, CalendarId = calendar, Groups = groups,
    };

    public static async Task<EscalationHost> StartAsync(DateTimeOffset now, string model, IReadOnlyList<Person>? people = null)
    {
        var parts = new Parts(new Directory(people ?? People));
        var engine = await EngineHost.StartAsync(now, model, more: host =>
            [new EscalationObserver(
                parts.Policies = new EscalationPolicies(host.Engine), new PolicyChoice(parts.Policies, NullLogger<PolicyChoice>.Instance), host.Calendars, host.Ledger, parts.Wake)]);
        var host = new EscalationHost(engine, parts);
        await host.Links.PrepareAsync(Ct);
        return host;
    }

    /// <summary>Moves the clock and does what is due; the mails of this run.</summary>
    public async Task<IReadOnlyList<Notification>> AtAsync(DateTimeOffset at)
    {
        Engine.Clock.Pin(at);
        var before = Mails.All.Count;
        await Sweep.RunOnceAsync(Ct);
        return [.. Mails.All.Skip(before)];
    }

    public async ValueTask DisposeAsync()
    {
        Sweep.Dispose();
        await Engine.DisposeAsync();
    }

    internal sealed class KeptMails : INotifier
    {
        public List<Notification> All { get; } = [];

        /// <summary>Set to fail the commit that is about to queue a mail.</summary>
        public bool Broken { get; set; }

        public long Enqueue(CommitContext commit, Notification notification)
        {
            if (Broken)
                throw new InvalidOperationException("The mail could not be rendered.");
            All.Add(notification);
            return commit.NextKey();
        }
    }

    private sealed class Parts(Directory people)
    {
        public Directory People { get; } = people;

        public EscalationWake Wake { get; } = new();

        public EscalationPolicies? Policies { get; set; }
    }
}
