using Microsoft.Playwright;

namespace OrleansChat.Tests.Sockets.WebSockets;

/// <summary>One headless Chromium of the machine for a class of tests; without one those tests are skipped.</summary>
public sealed class ChromiumBrowser : IAsyncLifetime
{
    private const string ExecutablePath = "/usr/bin/chromium";
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(ExecutablePath)) return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = ExecutablePath,
            Args =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    /// <summary>A fresh profile that takes the test host's certificate. Skips the test when there is no browser.</summary>
    public Task<IBrowserContext> NewContextAsync()
    {
        if (_browser is null) Assert.Skip($"Chromium is not installed ({ExecutablePath})");
        return _browser.NewContextAsync(new BrowserNewContextOptions { IgnoreHTTPSErrors = true });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
