using System.Collections.Immutable;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>Senders of mail. Their addresses are shown to those who have signed in.</summary>
internal sealed class PersonResource : IApiResource
{
    private static readonly ApiShape<PersonListed> Shape = new("Person",
    [
        .. EmbeddedShapes.Person.Fields,
        new("user", (writer, person) => writer.Object(EmbeddedShapes.User, person.User)),
    ]);

    private readonly PersonQueries _people;

    public PersonResource(PersonQueries people)
    {
        _people = people;
        Routes =
        [
            new("people/", "Person List") { Answer = Shape, SignedInOnly = true, Parameters = ApiParameter.OfList(), Get = ListAsync },
            new("people/{id}/", "Person Detail") { Answer = Shape, SignedInOnly = true, Get = ShowAsync },
        ];
    }

    /// <inheritdoc />
    public ImmutableArray<ApiRoute> Routes { get; }

    private Task<ApiAnswer> ListAsync(ApiRequest request, CancellationToken cancel) =>
        request.ListAsync(Shape, PersonQueries.OrderFields, page => _people.ListAsync(request.Filters.Words, page, cancel));

    private async Task<ApiAnswer> ShowAsync(ApiRequest request, CancellationToken cancel) =>
        ApiAnswer.Of(Shape, await _people.FindAsync(request.Number("id"), cancel));
}
