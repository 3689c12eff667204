using System.ComponentModel.DataAnnotations;

namespace OrleansChat.Hosting;

/// <summary>Where the server keeps its files. Section <c>Chat</c>.</summary>
internal sealed class DataOptions
{
    /// <summary>The data folder; a relative one stands below the current directory. Default <c>data</c>.</summary>
    [Required, MinLength(1)]
    public string DataDirectory { get; set; } = "data";
}
