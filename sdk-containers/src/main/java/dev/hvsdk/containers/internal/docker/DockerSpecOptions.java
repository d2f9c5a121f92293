/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.capability.SpecOption;
import dev.hvsdk.api.capability.SpecOptions;
import dev.hvsdk.containers.ContainerOptions;
import dev.hvsdk.spi.support.OptionTable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** {@link ContainerOptions} by the names that people write, which are those of Docker's own command. Immutable. */
final class DockerSpecOptions implements SpecOptions {
    private static final String YES = "yes";
    private static final String NO = "no";

    private static final OptionTable<ContainerOptions.Builder> TABLE = OptionTable.<ContainerOptions.Builder>builder()
            .option(
                    written("env-file", "a file here with a variable NAME=VALUE a line, for secrets too", "PATH"),
                    OptionWords::environment)
            .option(written("label", "what is written on it", "NAME=VALUE[,NAME=VALUE...]"), each(OptionWords::label))
            .option(
                    written(
                            "volume",
                            "directories of the host, by their paths, or volumes of the engine, by their names",
                            "SOURCE:TARGET[:ro][,...]"),
                    each(OptionWords::mount))
            .option(written("tmpfs", "file systems in memory", "TARGET[,TARGET...]"), each(OptionWords::memory))
            .option(
                    written(
                            "publish",
                            "ports by which it can be reached",
                            "[[ADDRESS:]HOSTPORT:]PORT[/tcp|udp|sctp][,...]"),
                    each(OptionWords::port))
            .option(
                    written("restart", "whether it is started again when it ends", OptionWords.RESTART),
                    OptionWords::restart)
            .option(
                    written("user", "the user of its command, and maybe a group", "USER[:GROUP]"),
                    ContainerOptions.Builder::user)
            .option(written("workdir", "where its command is run", "PATH"), ContainerOptions.Builder::workingDirectory)
            .option(written("hostname", "its host name", "NAME"), ContainerOptions.Builder::hostname)
            .option(
                    written("stop-signal", "the signal that asks it to end", "SIGTERM|SIGQUIT..."),
                    ContainerOptions.Builder::stopSignal)
            .option(
                    written("pids-limit", "how many processes it may have", "NUMBER"),
                    (options, value) -> options.maxProcesses(OptionWords.number(value)))
            .option(
                    written("cap-add", "capabilities of Linux that it gets", "NAME[,NAME...]"),
                    each(ContainerOptions.Builder::addCapability))
            .option(
                    written("cap-drop", "capabilities of Linux that it loses", "NAME[,NAME...]|ALL"),
                    each(ContainerOptions.Builder::dropCapability))
            .option(
                    written("cdi", "devices by the Container Device Interface", "VENDOR/CLASS=NAME[,...]"),
                    each(ContainerOptions.Builder::cdiDevice))
            .option(
                    flag("read-only", "a root file system that it cannot write to"),
                    set(ContainerOptions.Builder::readOnlyRoot))
            .option(
                    flag("init", "a process 1 of the engine that passes signals on"),
                    set(ContainerOptions.Builder::init))
            .option(
                    flag("tty", "a terminal for its command, and open standard input"),
                    set(ContainerOptions.Builder::terminal))
            .build();

    private static SpecOption written(String name, String meaning, String form) {
        return SpecOption.builder(name, meaning).form(form).build();
    }

    private static SpecOption flag(String name, String meaning) {
        return SpecOption.builder(name, meaning)
                .choices(List.of(YES, NO))
                .usual(NO)
                .build();
    }

    private static BiConsumer<ContainerOptions.Builder, String> each(BiConsumer<ContainerOptions.Builder, String> one) {
        return (options, value) -> Arrays.stream(value.split(",", -1)).forEach(part -> one.accept(options, part));
    }

    private static BiConsumer<ContainerOptions.Builder, String> set(
            BiConsumer<ContainerOptions.Builder, Boolean> setter) {
        return (options, value) -> setter.accept(options, value.equals(YES));
    }

    @Override
    public List<SpecOption> options() {
        return TABLE.options();
    }

    @Override
    public GuestExtension extension(Map<String, String> values) {
        return TABLE.fill(ContainerOptions.builder(), values).build();
    }
}
