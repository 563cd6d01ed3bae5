using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Tributary.Store;
using Tributary.Store.Tests;
using Tributary.Workflow;

namespace Tributary.Server.Tests;

public sealed class WebhookSenderTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Event_WhenItHappens_ThenTheWebhookIsToldOnceAndSigned(DatabaseKind kind)
    {
        await using var receiver = new LoopbackReceiver();
        await using var desk = await WebhookDesk.OpenAsync(kind);
        if (desk is null) return;
        await desk.AddEventAsync(EventCategory.SeriesCreated);
        await desk.AddWebhookAsync(receiver.Port, EventCategory.SeriesCompleted, EventCategory.ProjectChanged);
        await desk.AddEventAsync(EventCategory.SeriesCreated);
        await desk.AddEventAsync(EventCategory.SeriesCompleted);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(desk.RunAsync)));
        await desk.RunAsync();

        var (head, body) = receiver.Told.Where(told => told.Head.Contains("series-completed", StringComparison.Ordinal)).ShouldHaveSingleItem();
        receiver.Told.Count.ShouldBe(2);
        var fields = head.Split("\r\n").Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        head.ShouldStartWith("POST /hook HTTP/1.1");
        fields["Content-Type"].ShouldBe("application/json");
        fields["Tributary-Event"].ShouldBe("series-completed");
        Guid.TryParse(fields["Tributary-Delivery"], out _).ShouldBeTrue();
        fields["Tributary-Timestamp"].ShouldBe(Given.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        fields["Tributary-Signature"].ShouldBe(WebhookClient.Sign("a secret of twelve", fields["Tributary-Timestamp"], Encoding.UTF8.GetBytes(body)));
        using var json = JsonDocument.Parse(body);
        json.RootElement.GetProperty("category").GetString().ShouldBe("series-completed");
        json.RootElement.GetProperty("project").GetProperty("link_name").GetString().ShouldBe("first");
        json.RootElement.GetProperty("project").GetProperty("url").GetString()!.ShouldStartWith("https://patches.example.org/api/projects/");
        (await desk.DeliveriesAsync()).ShouldAllBe(one => one.Standing.State == DeliveryState.Delivered && one.Standing.Status == 200);
    }

    [Theory]
    [Trait("Speed", "slow")]
    [InlineData("500 Oops")]
    [InlineData("503 Later")]
    [InlineData("404 Not Found")]
    [InlineData("302 Found\r\nLocation: http://127.0.0.1/")]
    [InlineData(LoopbackReceiver.Cut)]
    [InlineData(LoopbackReceiver.Hang)]
    public async Task Delivery_WhenTheReceiverFails_ThenComesAgainWithTheSameId(string answer)
    {
        await using var receiver = new LoopbackReceiver { Answer = number => number < 3 ? answer : "204 Thanks" };
        await using var desk = (await WebhookDesk.OpenAsync(DatabaseKind.Sqlite))!;
        await desk.AddWebhookAsync(receiver.Port, EventCategory.SeriesCompleted);
        await desk.AddEventAsync(EventCategory.SeriesCompleted);

        await desk.RunAsync();
        var first = (await desk.DeliveriesAsync()).Single();
        desk.Clock.Now += TimeSpan.FromMinutes(1);
        await desk.RunAsync();
        desk.Clock.Now += TimeSpan.FromMinutes(2);
        await desk.RunAsync();

        first.Standing.State.ShouldBe(DeliveryState.Waiting);
        first.Standing.Said.ShouldNotBeEmpty();
        receiver.Told.Count.ShouldBe(3);
        receiver.Told.Select(told => told.Head.Split("\r\n").Single(line => line.StartsWith("Tributary-Delivery", StringComparison.Ordinal))).Distinct().Count().ShouldBe(1);
        (await desk.DeliveriesAsync()).Single().Standing.State.ShouldBe(DeliveryState.Delivered);
    }

    [Fact]
    public async Task Delivery_WhenTheReceiverStaysAway_ThenIsGivenUpAndASendAgainBringsItBack()
    {
        var isUp = false;
        await using var receiver = new LoopbackReceiver { Answer = _ => isUp ? "200 OK" : "500 Oops" };
        await using var desk = (await WebhookDesk.OpenAsync(DatabaseKind.Sqlite))!;
        await desk.AddWebhookAsync(receiver.Port, EventCategory.SeriesCompleted);
        await desk.AddEventAsync(EventCategory.SeriesCompleted);
        await desk.RunAsync();
        desk.Clock.Now += TimeSpan.FromDays(1);
        await desk.RunAsync();
        var given = (await desk.DeliveriesAsync()).Single();
        isUp = true;
        (await desk.Step.RetryAsync(given.Id, desk.Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();
        await desk.RunAsync();

        given.Standing.State.ShouldBe(DeliveryState.Failed);
        (await desk.DeliveriesAsync()).Single().Standing.State.ShouldBe(DeliveryState.Delivered);
    }

    [Fact]
    public async Task Delivery_WhenTheReceiverIsGoneForGood_ThenIsNotTriedAgain()
    {
        await using var receiver = new LoopbackReceiver { Answer = _ => "410 Gone" };
        await using var desk = (await WebhookDesk.OpenAsync(DatabaseKind.Sqlite))!;
        await desk.AddWebhookAsync(receiver.Port, EventCategory.SeriesCompleted);
        await desk.AddEventAsync(EventCategory.SeriesCompleted);

        await desk.RunAsync();

        (await desk.DeliveriesAsync()).Single().Standing.State.ShouldBe(DeliveryState.Failed);
    }

    [Fact]
    public async Task Redirect_WhenItLeadsToAPrivateAddress_ThenIsNotFollowed()
    {
        await using var inner = new LoopbackReceiver();
        await using var receiver = new LoopbackReceiver { Answer = _ => $"307 Temporary Redirect\r\nLocation: http://127.0.0.1:{inner.Port}/" };
        await using var desk = (await WebhookDesk.OpenAsync(DatabaseKind.Sqlite))!;
        await desk.AddWebhookAsync(receiver.Port, EventCategory.SeriesCompleted);
        await desk.AddEventAsync(EventCategory.SeriesCompleted);

        await desk.RunAsync();

        receiver.Told.Count.ShouldBe(1);
        inner.Told.ShouldBeEmpty();
        (await desk.DeliveriesAsync()).Single().Standing.Said.ShouldContain("redirects are not followed");
    }

    [Fact]
    public async Task Name_WhenItLeadsToAPrivateAddress_ThenNobodyIsCalledThoughItWasPublicBefore()
    {
        await using var inner = new LoopbackReceiver();
        var lookups = 0;
        using var client = new WebhookClient(WebhookPolicy.Strict, TimeSpan.FromSeconds(2), (_, _) =>
        {
            // As an attacker's name server does: a public address for whoever checks, a private one for whoever connects.
            lookups++;
            return Task.FromResult(lookups == 1 ? [IPAddress.Loopback, IPAddress.Parse("::ffff:10.0.0.1"), IPAddress.Parse("169.254.169.254")] : new[] { IPAddress.Loopback });
        });
        var webhook = new Webhook { Project = 1, Url = $"http://rebind.example.org:{inner.Port}/", Secret = "s" };
        var delivery = new Delivery(1, 1, new(DeliveryState.Sending, Given.Now, 1)) { Category = "test", Key = "k", CreatedAt = Given.Now, Body = "{}"u8.ToArray() };

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var answer = await client.SendAsync(webhook, delivery, Given.Now, CancellationToken.None);
            (answer.Status, answer.IsForbidden).ShouldBe((null, true));
            answer.Said.ShouldContain("no public address");
        }

        lookups.ShouldBe(2);
        inner.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answer_WhenItHasNoEnd_ThenOnlyItsBeginningIsRead()
    {
        await using var receiver = new LoopbackReceiver { Answer = _ => $"500 Oops\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n{new string('x', 100_000)}" };
        await using var desk = (await WebhookDesk.OpenAsync(DatabaseKind.Sqlite))!;
        await desk.AddWebhookAsync(receiver.Port, EventCategory.SeriesCompleted);
        await desk.AddEventAsync(EventCategory.SeriesCompleted);

        await desk.RunAsync();

        (await desk.DeliveriesAsync()).Single().Standing.Said.Length.ShouldBe(300);
    }

    [Theory]
    [Trait("Speed", "slow")]
    [InlineData("200 Fine\r\nContent-Length: 9\r\n\r\nthat" + LoopbackReceiver.Hang)]
    [InlineData("200 Fine\r\nContent-Length: 9\r\n\r\nthat" + LoopbackReceiver.Cut)]
    public async Task Answer_WhenItsWordsNeverEnd_ThenItsStatusCounts(string answer)
    {
        await using var receiver = new LoopbackReceiver { Answer = _ => answer };
        await using var desk = (await WebhookDesk.OpenAsync(DatabaseKind.Sqlite))!;
        await desk.AddWebhookAsync(receiver.Port, EventCategory.SeriesCompleted);
        await desk.AddEventAsync(EventCategory.SeriesCompleted);

        await desk.RunAsync();

        var standing = (await desk.DeliveriesAsync()).Single().Standing;
        (standing.State, standing.Status, standing.Said).ShouldBe((DeliveryState.Delivered, (int?)200, "that"));
        receiver.Told.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Test_WhenItIsAskedFor_ThenTheWebhookIsToldOfWhatDidNotHappen()
    {
        await using var receiver = new LoopbackReceiver();
        await using var desk = (await WebhookDesk.OpenAsync(DatabaseKind.Sqlite))!;
        var id = await desk.AddWebhookAsync(receiver.Port, EventCategory.SeriesCompleted);

        (await desk.Step.TestAsync(id, desk.Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();
        await desk.RunAsync();

        using var json = JsonDocument.Parse(receiver.Told.ShouldHaveSingleItem().Body);
        json.RootElement.GetProperty("category").GetString().ShouldBe("test");
    }

    [Fact]
    public async Task Webhook_WhenItsOwnerIsNoMaintainerOrTheAddressIsPrivate_ThenIsRefused()
    {
        await using var desk = (await WebhookDesk.OpenAsync(DatabaseKind.Sqlite))!;
        var webhook = new Webhook { Project = desk.Project, Url = "https://bot.example.org/", Secret = "a secret of twelve" };
        var strict = new WebhookStep(desk.Database, WebhookPolicy.Strict, "https://patches.example.org");
        var stranger = new WorkActor(new() { Id = 9, Username = "cora", Email = "cora@example.org" }, Door.Web, Given.Now);

        (await strict.AddAsync(webhook, stranger, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Refused>();
        (await strict.AddAsync(webhook with { Url = "http://192.168.1.1/" }, desk.Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Invalid>().Field.ShouldBe("url");
        (await strict.AddAsync(webhook with { Secret = "short" }, desk.Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Invalid>().Field.ShouldBe("secret");
        (await strict.AddAsync(webhook with { Project = 99 }, desk.Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.NotFound>();
        var id = (await strict.AddAsync(webhook, desk.Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>().Id;
        (await strict.TestAsync(id, stranger, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Refused>();
        (await strict.RemoveAsync(id, stranger, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Refused>();
        (await strict.RemoveAsync(id, desk.Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.Done>();
        (await strict.RemoveAsync(id, desk.Root, CancellationToken.None)).ShouldBeOfType<WorkOutcome.NotFound>();
    }
}
