using Microsoft.AspNetCore.Builder;

namespace Tributary.Server;

/// <summary>For whom an endpoint is at all; what he may do there is the rules' question. Without it, reading is for everybody and sending is for those who signed in.</summary>
internal enum EndpointAccess
{
    /// <summary>For everybody, sending too, by a form with its token.</summary>
    Visitors = 0,

    /// <summary>For those who signed in.</summary>
    Users = 1,

    /// <summary>For administrators.</summary>
    Administrators = 2,

    /// <summary>Programs send to it without the token of a form: it changes nothing, or nothing for him whom only a cookie names.</summary>
    Programs = 3,
}

/// <summary>How endpoints say it.</summary>
internal static class EndpointAccesses
{
    extension<TBuilder>(TBuilder endpoint) where TBuilder : IEndpointConventionBuilder
    {
        /// <summary>Says for whom an endpoint is.</summary>
        public TBuilder For(EndpointAccess access) => endpoint.WithMetadata(new EndpointFor(access));
    }
}

/// <summary>What an endpoint bears.</summary>
/// <param name="Access">For whom it is.</param>
internal sealed record EndpointFor(EndpointAccess Access);
