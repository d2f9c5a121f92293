/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.api.DiskSpec;
import dev.hvsdk.api.NicSpec;
import dev.hvsdk.api.capability.ShutdownMethod;
import dev.hvsdk.api.machine.Blocker;
import dev.hvsdk.api.unit.DataRate;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.host.passthrough.Passthrough;
import dev.hvsdk.host.topology.PictureFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParseResult;

/** Puts the command together. */
final class Commands {
    /** picocli refuses less. */
    private static final int MIN_USAGE_WIDTH = 55;

    private Commands() {}

    static CommandLine commandLine(Session session) {
        CommandLine hv = new CommandLine(new Hv(session))
                .addSubcommand(new InspectCommand(session))
                .addSubcommand(new DetectCommand(session))
                .addSubcommand(new ExplainCommand(session))
                .addSubcommand(new FeaturesCommand(session))
                .addSubcommand(new DevicesCommand(session))
                .addSubcommand(new TopologyCommand(session))
                .addSubcommand(new DoctorCommand(session))
                .addSubcommand(PassthroughCommand.of(session))
                .addSubcommand(new WorkloadsCommand(session))
                .addSubcommand(new GuestsCommand(session))
                .addSubcommand(GuestCommand.of(session))
                .addSubcommand(new CreateCommand(session))
                .addSubcommand(new OptionsCommand(session))
                .addSubcommand(new ExecCommand(session))
                .addSubcommand(new LogsCommand(session))
                .addSubcommand(ConsoleCommand.of(session))
                .addSubcommand(new MigrateCommand(session))
                .addSubcommand(new StatsCommand(session))
                .addSubcommand(new HostCommand(session))
                .addSubcommand(new PoolsCommand(session))
                .addSubcommand(new VolumesCommand(session))
                .addSubcommand(new NetworksCommand(session))
                .addSubcommand(new WatchCommand(session))
                .addSubcommand(new RecordCommand(session))
                .addSubcommand(new BackendsCommand(session))
                .addSubcommand(new CaptureCommand(session))
                .addSubcommand(new CommandLine.HelpCommand())
                .addSubcommand(new AutoComplete.GenerateCompletion());
        Terminal terminal = session.terminal();
        Errors errors = new Errors(session);
        return hv.setOut(terminal.out())
                .setErr(terminal.err())
                .setUsageHelpWidth(Math.max(MIN_USAGE_WIDTH, terminal.helpWidth()))
                .setExpandAtFiles(false)
                .registerConverter(Format.class, text -> Words.parse(Format.values(), text))
                .registerConverter(
                        PictureFormat.class, text -> Words.parse(PictureFormat.values(), PictureFormat::id, text))
                .registerConverter(PassthroughVerb.class, text -> Words.parse(PassthroughVerb.values(), text))
                .registerConverter(Blocker.Kind.class, text -> Words.parse(acceptable(), Blocker.Kind::id, text))
                .registerConverter(UUID.class, Words::uuid)
                .registerConverter(MemorySize.class, Sizes::parse)
                .registerConverter(DataRate.class, Sizes::parseRate)
                .registerConverter(DiskSpec.class, SpecParts::disk)
                .registerConverter(NicSpec.class, SpecParts::nic)
                .registerConverter(
                        ShutdownMethod.class, text -> Words.parse(ShutdownMethod.values(), ShutdownMethod::id, text))
                .registerConverter(EscapeKey.class, EscapeKey::parse)
                .registerConverter(Compat.class, text -> Words.parse(Compat.values(), text))
                .registerConverter(Duration.class, Durations::parse)
                .registerConverter(Instant.class, Instants::parse)
                .registerConverter(ColorMode.class, text -> Words.parse(ColorMode.values(), text))
                .setAbbreviatedOptionsAllowed(true)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setExecutionStrategy(parsed -> execute(session, parsed));
    }

    /** In the order of their declaration. */
    private static Blocker.Kind[] acceptable() {
        return Passthrough.acceptable().stream().sorted().toArray(Blocker.Kind[]::new);
    }

    static int failed(Session session, RuntimeException error) {
        return new Errors(session).failed(error);
    }

    static int unwritable(Session session, IOException error) {
        return new Errors(session).unwritable(error);
    }

    /** Only now it is known whether the help that may have been asked for shall be coloured. */
    private static int execute(Session session, ParseResult parsed) {
        Help.Ansi ansi = session.isColoured() ? Help.Ansi.ON : Help.Ansi.OFF;
        parsed.asCommandLineList().get(0).setColorScheme(Help.defaultColorScheme(ansi));
        return new CommandLine.RunLast().execute(parsed);
    }
}
