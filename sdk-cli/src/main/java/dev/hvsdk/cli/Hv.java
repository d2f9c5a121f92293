/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code hv} without a subcommand, and the options that every subcommand has. */
@Command(
        name = "hv",
        description = "Shows what this machine is made of, what it can virtualize, and the guests of any host.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it worked; of detect: this machine is virtual",
            "1:of detect: this machine is physical; of doctor: a check failed",
            "2:usage error",
            "3:it failed; of detect: it could not be found out",
            "141:whoever read the output left before its end",
            " :of exec: that of the command in the guest, 124 to 127 as its help says"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv inspect                   everything about this machine",
            "  hv detect                    what it runs in, one id a line",
            "  hv explain                   why",
            "  hv features --format json    what the CPU can do, for a program",
            "  hv doctor kvm                why virtual machines do not run here, and what to do",
            "  hv guests qemu:///system     the guests of a host",
            "  hv guest start fake:kvm db   change one of them",
            "  hv create fake:kvm web --dry-run   what a new one would be",
            "  hv watch qemu:///system      see what happens there",
            "  hv help devices              how to use a command"
        })
final class Hv implements Callable<Integer> {
    private final Session session;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    Hv(Session session) {
        this.session = session;
    }

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            scope = ScopeType.INHERIT,
            order = 90,
            description = "${COMPLETION-CANDIDATES}; auto colours on a terminal unless NO_COLOR is set.")
    void color(ColorMode mode) {
        session.color(mode);
    }

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            order = 91,
            description = "Show more: what caused an error, and features of other architectures.")
    void verbose(boolean on) {
        session.verbose(on);
    }

    /** Without a subcommand there is nothing to do but to say which there are, as for any other incomplete command. */
    @Override
    public Integer call() {
        return session.usage(spec);
    }
}
