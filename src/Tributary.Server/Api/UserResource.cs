using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>The accounts, for those who have one; each may change his own.</summary>
internal sealed class UserResource : IApiResource
{
    private static readonly ApiShape<UserListed> ListShape = new("User", EmbeddedShapes.User.Fields);

    private static readonly ApiShape<User> SettingsShape = new("UserDetail.settings",
    [
        new("send_email", (writer, user) => writer.Flag(user.SendEmail)),
        new("items_per_page", (writer, user) => writer.Number(user.ItemsPerPage)),
        new("show_ids", (writer, user) => writer.Flag(user.ShowIds)),
    ]);

    private static readonly ApiShape<User> DetailShape = new("UserDetail",
    [
        .. ListShape.Fields.Select(field => new ApiField<User>(field.Name, (writer, user) => field.Write(writer, Listed(user)))),
        // Nobody is shown the settings of another.
        new("settings", ApiVersion.V12, (writer, user) => writer.Object(SettingsShape, user)) { IsLeftOut = (writer, user) => writer.Request.User?.Id != user.Id },
    ]);

    private readonly Database _database;
    private readonly UserListQueries _users;

    public UserResource(Database database, UserListQueries users)
    {
        (_database, _users) = (database, users);
        Routes =
        [
            new("users/", "User List") { Answer = ListShape, SignedInOnly = true, Parameters = ApiParameter.OfList(), Get = ListAsync },
            new("users/{id}/", "User Detail")
            {
                Answer = DetailShape, SignedInOnly = true, BodyFields = ["first_name", "last_name", "settings"],
                Get = ShowAsync, Put = (request, cancel) => ChangeAsync(request, isPartial: false, cancel), Patch = (request, cancel) => ChangeAsync(request, isPartial: true, cancel),
            },
        ];
    }

    /// <inheritdoc />
    public ImmutableArray<ApiRoute> Routes { get; }

    private static UserListed Listed(User user) => new(user.Id, user.Username, user.FirstName, user.LastName, user.Email);

    private Task<ApiAnswer> ListAsync(ApiRequest request, CancellationToken cancel) =>
        request.ListAsync(ListShape, UserListQueries.OrderFields, page => _users.ListAsync(request.Filters.Words, page, cancel));

    private async Task<ApiAnswer> ShowAsync(ApiRequest request, CancellationToken cancel) =>
        ApiAnswer.Of(DetailShape, await new UserQueries(_database).FindAsync(request.Number("id"), cancel));

    private async Task<ApiAnswer> ChangeAsync(ApiRequest request, bool isPartial, CancellationToken cancel)
    {
        if (await new UserQueries(_database).FindAsync(request.Number("id"), cancel) is not { } user) return ApiAnswer.NotFound;
        return request.User is { } who && (who.Id == user.Id || who.IsAdmin)
            ? await request.WithBodyAsync(isPartial, body => ChangeAsync(request, user, body, cancel), cancel) : ApiAnswer.Forbidden(request);
    }

    private async Task<ApiAnswer> ChangeAsync(ApiRequest request, User user, BodyReader body, CancellationToken cancel)
    {
        var edit = new UserEdit { FirstName = body.Text("first_name", new(30, MayBeBlank: true)), LastName = body.Text("last_name", new(150, MayBeBlank: true)) };
        // Settings before 1.2 and those of others are ignored, as Patchwork does.
        if (request.Version >= ApiVersion.V12 && request.User?.Id == user.Id && body.Nested("settings") is { } settings)
        {
            edit = edit with
            {
                SendEmail = settings.Flag("send_email"), ShowIds = settings.Flag("show_ids"), ItemsPerPage = settings.Integer("items_per_page", 0, int.MaxValue),
            };
        }

        if (!body.IsRight) return body.Refusal;
        var outcome = await new UserStep(_database).ChangeAsync(user.Id, edit, request.Actor, cancel);
        return outcome is WorkOutcome.Done ? await ShowAsync(request, cancel) : ApiAnswer.From(outcome, request);
    }
}
