/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParseResult;

/** Puts the command together. */
final class Commands {
    private Commands() {}

    static CommandLine commandLine(Session session) {
        CommandLine hv = new CommandLine(new Hv(session))
                .addSubcommand(new InspectCommand(session))
                .addSubcommand(new DetectCommand(session))
                .addSubcommand(new FeaturesCommand(session))
                .addSubcommand(new DevicesCommand(session))
                .addSubcommand(new GuestsCommand(session))
                .addSubcommand(new BackendsCommand(session))
                .addSubcommand(new CommandLine.HelpCommand())
                .addSubcommand(new AutoComplete.GenerateCompletion());
        Terminal terminal = session.terminal();
        Errors errors = new Errors(session);
        return hv.setOut(terminal.out())
                .setErr(terminal.err())
                .setUsageHelpWidth(terminal.width())
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setExecutionStrategy(parsed -> execute(session, parsed));
    }

    static int failed(Session session, RuntimeException error) {
        return new Errors(session).failed(error);
    }

    /** Only now it is known whether the help that may have been asked for shall be coloured. */
    private static int execute(Session session, ParseResult parsed) {
        Help.Ansi ansi = session.isColoured() ? Help.Ansi.ON : Help.Ansi.OFF;
        parsed.asCommandLineList().get(0).setColorScheme(Help.defaultColorScheme(ansi));
        return new CommandLine.RunLast().execute(parsed);
    }
}
