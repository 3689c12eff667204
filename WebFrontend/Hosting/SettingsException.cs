namespace OrleansChat.Hosting;

/// <summary>A setting or a file of the installation is wrong; the message says which, for the person who starts the server.</summary>
internal sealed class SettingsException(string message) : Exception(message);
