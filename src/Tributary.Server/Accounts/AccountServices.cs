using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tributary.Store;

namespace Tributary.Server;

/// <summary>What accounts are made of.</summary>
internal static class AccountServices
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds sessions, the tokens of forms and the keys that protect both.</summary>
        public void AddAccounts(ServerOptions options)
        {
            services.AddDataProtection().SetApplicationName("tributary");
            services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(
                new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = new DatabaseKeyRing(options.Database)));
            services.AddAntiforgery(Configure);
            services.AddSingleton<Sessions>();
            services.AddSingleton<Notices>();
            services.AddSingleton<PageGuard>();
            services.AddSingleton<Attempts>();
            services.AddSingleton<FailedSignIns>();
            services.AddSingleton<SignIn>();
            services.AddSingleton<SignInDesk>();
            services.AddSingleton<LetterDesk>();
            services.AddSingleton<LinkDesk>();
            services.AddSingleton<PasswordDesk>();
            services.AddSingleton<AccountReader>();
            services.AddSingleton<UserReader>();
            services.AddSingleton<SiteAddress>();
            services.AddSingleton<ConfirmationQueries>();
            services.AddSingleton<ConfirmationStep>();
            services.AddSingleton<PasswordStep>();
            services.AddSingleton<SessionStep>();
            services.AddSingleton<AddressStep>();
            services.AddSingleton<UserStep>();
            services.AddSingleton<TokenStep>();
            services.AddSingleton<AccountStep>();
            services.AddSingleton<UserQueries>();
            services.AddSingleton<SessionQueries>();
            services.AddSingleton<TokenQueries>();
        }
    }

    extension(IApplicationBuilder app)
    {
        /// <summary>Finds out who asks, and lets in who may come in; after routing.</summary>
        public void UseAccounts()
        {
            if (app.ApplicationServices.GetRequiredService<ServerOptions>().PublicUrl?.StartsWith("https:", StringComparison.Ordinal) == true) app.Use(SayHttps);
            app.Use(app.ApplicationServices.GetRequiredService<Sessions>().InvokeAsync);
            app.Use(app.ApplicationServices.GetRequiredService<PageGuard>().InvokeAsync);
        }
    }

    extension(IEndpointRouteBuilder app)
    {
        /// <summary>Maps the pages of accounts.</summary>
        public void MapAccounts()
        {
            app.MapSignIn();
            app.MapRegister();
            app.MapAccount();
            app.MapAddresses();
            app.MapUsers();
        }
    }

    // The proxy in front speaks TLS with the browser, and perhaps not with us: cookies are for TLS alone all the same.
    private static Task SayHttps(HttpContext context, RequestDelegate next)
    {
        context.Request.Scheme = "https";
        return next(context);
    }

    private static void Configure(AntiforgeryOptions antiforgery)
    {
        antiforgery.Cookie.Name = "tributary-form";
        antiforgery.Cookie.HttpOnly = true;
        antiforgery.Cookie.SameSite = SameSiteMode.Strict;
        antiforgery.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        antiforgery.FormFieldName = "form-token";
        // No page is ever framed: SecurityHeaders says so to the browser.
        antiforgery.SuppressXFrameOptionsHeader = true;
    }
}
