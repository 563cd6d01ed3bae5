using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Making an account, and choosing a new password: asked for by an address, done by the link of a letter.</summary>
internal static class RegisterEndpoints
{
    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps <c>/register</c> and <c>/reset</c> with what their letters lead to.</summary>
        public void MapRegister()
        {
            app.MapMethods(Addresses.Register, Verbs.Read, static (PageForm form) => ShowAsk(form, wantsReset: false, "", fault: null));
            app.MapPost(Addresses.Register, static (PostedForm posted, HttpContext context, LetterDesk desk, CancellationToken cancel) =>
                AskAsync(posted, context, desk, wantsReset: false, cancel)).For(EndpointAccess.Visitors);
            app.MapMethods(Addresses.Reset, Verbs.Read, static (PageForm form) => ShowAsk(form, wantsReset: true, "", fault: null));
            app.MapPost(Addresses.Reset, static (PostedForm posted, HttpContext context, LetterDesk desk, CancellationToken cancel) =>
                AskAsync(posted, context, desk, wantsReset: true, cancel)).For(EndpointAccess.Visitors);
            app.MapMethods(Addresses.Finish, Verbs.Read, ShowFinishAsync);
            app.MapPost(Addresses.Finish, FinishAsync).For(EndpointAccess.Visitors);
            app.MapMethods(Addresses.ChoosePassword, Verbs.Read, ShowChooseAsync);
            app.MapPost(Addresses.ChoosePassword, ChooseAsync).For(EndpointAccess.Visitors);
        }
    }

    private static IResult ShowAsk(PageForm form, bool wantsReset, string address, string? fault, int status = StatusCodes.Status200OK) =>
        form.Answer<AskPage>(new AskModel(wantsReset, address, fault), () => fault is null ? new { } : new ProblemView(fault), status);

    private static async Task<IResult> AskAsync(PostedForm posted, HttpContext context, LetterDesk desk, bool wantsReset, CancellationToken cancel)
    {
        var (form, address) = (PageForm.Of(context), posted.Text("email"));
        return await desk.AskAsync(context, address, wantsReset, cancel) switch
        {
            WorkOutcome.Done => Back.To(Addresses.SignIn, $"A letter to {address} is on its way: go on by the link in it."),
            WorkOutcome.Invalid invalid => ShowAsk(form, wantsReset, address, $"That cannot be taken: {invalid.Sentence}.", StatusCodes.Status400BadRequest),
            WorkOutcome.Conflict tooOften => ShowAsk(form, wantsReset, address, tooOften.Sentence, StatusCodes.Status429TooManyRequests),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static async Task<IResult> ShowFinishAsync(string? key, HttpContext context, LinkDesk desk, CancellationToken cancel) =>
        await desk.FindAsync(context, key, ConfirmationPurpose.Register, cancel) switch
        {
            LinkOutcome.Found found => Finish(context, new(key!, found.Confirmation.Address, Fault: null) { Username = "", FirstName = "", LastName = "" }, StatusCodes.Status200OK),
            var other => LinkDesk.Refuse(context, other),
        };

    private static async Task<IResult> FinishAsync(PostedForm posted, HttpContext context, LinkDesk desk, ConfirmationStep step, CancellationToken cancel)
    {
        var key = posted.Text("key");
        var link = await desk.FindAsync(context, key, ConfirmationPurpose.Register, cancel);
        if (link is not LinkOutcome.Found found) return LinkDesk.Refuse(context, link);
        var model = new FinishModel(key, found.Confirmation.Address, Fault: null) { Username = posted.Text("username"), FirstName = posted.Text("first-name"), LastName = posted.Text("last-name") };
        var edit = new AccountEdit { FirstName = model.FirstName, LastName = model.LastName, Password = posted.Exactly("password") };
        return await step.RegisterAsync(key, model.Username, edit, cancel) switch
        {
            WorkOutcome.Done done => await desk.EnterAsync(context, done.Id, Addresses.Account, $"Welcome, {model.Username}.", cancel),
            WorkOutcome.Invalid invalid => Finish(context, model with { Fault = $"That cannot be taken: {invalid.Sentence.TrimEnd('.')}." }, StatusCodes.Status400BadRequest),
            _ => LinkDesk.Refuse(context, new LinkOutcome.None()),
        };
    }

    private static IResult Finish(HttpContext context, FinishModel model, int status) =>
        PageForm.Of(context).Answer<FinishPage>(model, () => model.Fault is null ? new { } : new ProblemView(model.Fault), status);

    private static async Task<IResult> ShowChooseAsync(string? key, HttpContext context, LinkDesk desk, CancellationToken cancel) =>
        await desk.FindAsync(context, key, ConfirmationPurpose.Reset, cancel) switch
        {
            LinkOutcome.Found => Choose(context, key!, fault: null, StatusCodes.Status200OK),
            var other => LinkDesk.Refuse(context, other),
        };

    private static async Task<IResult> ChooseAsync(PostedForm posted, HttpContext context, LinkDesk desk, ConfirmationStep step, CancellationToken cancel)
    {
        var key = posted.Text("key");
        var link = await desk.FindAsync(context, key, ConfirmationPurpose.Reset, cancel);
        if (link is not LinkOutcome.Found) return LinkDesk.Refuse(context, link);
        return await step.ResetAsync(key, posted.Exactly("password"), cancel) switch
        {
            WorkOutcome.Done done => await desk.EnterAsync(context, done.Id, Addresses.Account, "Your password is changed, and all other sessions are ended.", cancel),
            WorkOutcome.Invalid invalid => Choose(context, key, $"That cannot be taken: {invalid.Sentence.TrimEnd('.')}.", StatusCodes.Status400BadRequest),
            _ => LinkDesk.Refuse(context, new LinkOutcome.None()),
        };
    }

    private static IResult Choose(HttpContext context, string key, string? fault, int status) =>
        PageForm.Of(context).Answer<ChoosePasswordPage>(new ChoosePasswordModel(key, fault), () => fault is null ? new { } : new ProblemView(fault), status);
}
