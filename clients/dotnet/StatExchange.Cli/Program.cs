using System.CommandLine;
using StatExchange.Cli;

// A word that begins with @ names an area group here, not a file of arguments.
var parsing = new ParserConfiguration { ResponseFileTokenReplacer = null };
return await StatxCommand.Create().Parse(args, parsing).RunAsync(new InvocationConfiguration());
