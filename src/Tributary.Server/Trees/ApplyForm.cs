using Microsoft.AspNetCore.Http;
using Tributary.Git;
using Tributary.Store;
using Tributary.Workflow;

namespace Tributary.Server;

/// <summary>Where the form of a series' page is sent that applies it or takes it out again; leads back to the page, which says how it ended.</summary>
internal static class ApplyForm
{
    /// <summary>Carries out what the form asks for.</summary>
    public static async Task<IResult> RunAsync(long number, PostedForm posted, Visitor visitor, IServiceProvider services, CancellationToken cancel)
    {
        var back = Addresses.Series(new(number));
        if (services.GetService(typeof(ApplyStep)) is not ApplyStep step) return Back.WithFault(back, "This server keeps no trees.");
        if (visitor.User is not { } user) return Back.WithFault(back, "Sign in to apply a series.");
        var signer = new GitPerson(user.Name, user.Email);
        var tree = posted.Text("tree") is { Length: > 0 } named ? named : null;
        if (posted.Text("do") == "drop")
        {
            var drop = new DropRequest(new(number), visitor.Actor, signer) { Tree = tree, Why = posted.Text("why") };
            return Tell(back, await ((DropStep)services.GetService(typeof(DropStep))!).RunAsync(drop, cancel));
        }

        var request = new ApplyRequest(new(number), visitor.Actor)
        {
            Tree = tree, Numbers = posted.Text("patches") is { Length: > 0 } numbers ? numbers : null, Signer = signer,
            Push = posted.Text("do") == "push", IsDryRun = posted.Text("do") == "try", Continue = posted.Text("do") == "continue",
        };
        if (posted.Text("do") == "abort") return await step.AbortAsync(request, cancel) is { } refused ? Back.WithFault(back, refused.Sentence) : Back.To(back, "It is given up; nothing of it is left.");
        return posted.Text("do") is "push" or "apply" or "try" or "continue" ? Tell(back, await step.RunAsync(request, cancel)) : Back.WithFault(back, "The form says nothing that can be done.");
    }

    private static Back Tell(string back, ApplyOutcome outcome) => outcome switch
    {
        ApplyOutcome.Applied { PushFault.Length: > 0 } applied => Back.WithFault(back, $"It is applied, and not pushed: {applied.PushFault}"),
        ApplyOutcome.Applied { Branch.Length: 0 } => Back.To(back, "It fits. Nothing was kept."),
        ApplyOutcome.Applied { Application.State: ApplicationState.Pushed } applied => Back.To(back, $"{applied.Application.Tree} has it: {applied.Application.Tip?.Short}.{(applied.Reminder is { } reminder ? $" {reminder}" : "")}"),
        ApplyOutcome.Applied applied => Back.To(back, $"It is applied to a branch, {applied.Application.Tip?.Short}. It is accepted once it is pushed."),
        ApplyOutcome.Conflict conflict => Back.WithFault(back, $"{conflict.Sentence}{(conflict.Place.Folder.Length > 0 ? " Below stands how to go on." : " Nothing was kept.")}"),
        ApplyOutcome.Refused refused => Back.WithFault(back, refused.Sentence),
        _ => Back.WithFault(back, "It could not be applied."),
    };

    private static Back Tell(string back, DropOutcome outcome) => outcome switch
    {
        DropOutcome.Dropped dropped => Back.To(back, $"It is out of {dropped.Tree}, and {dropped.State.Title} again."),
        DropOutcome.Conflict conflict => Back.WithFault(back, $"What came after it conflicts: {string.Join(", ", conflict.Paths)}."),
        DropOutcome.Refused refused => Back.WithFault(back, refused.Sentence),
        _ => Back.WithFault(back, "It could not be taken out."),
    };
}
