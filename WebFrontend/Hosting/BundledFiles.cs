using Microsoft.Extensions.FileProviders;

namespace OrleansChat.Hosting;

/// <summary>The files that the program brings itself, such as the default picture of an account (contract.md (c) 13).</summary>
internal static class BundledFiles
{
    private const string Folder = "OrleansChat.wwwroot";

    /// <summary>Serves them under <c>/public/</c>: cross-origin, for a day from a client's cache, never sniffed.</summary>
    public static IApplicationBuilder UseBundledFiles(this IApplicationBuilder app) => app.UseStaticFiles(new StaticFileOptions
    {
        FileProvider = new EmbeddedFileProvider(typeof(BundledFiles).Assembly, Folder),
        OnPrepareResponse = static context =>
        {
            context.Context.Response.Headers.CacheControl = "public, max-age=86400";
            context.Context.Response.Headers.XContentTypeOptions = "nosniff";
        },
    });
}
