/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.capability.SpecOption;
import dev.hvsdk.api.capability.SpecOptions;
import dev.hvsdk.containers.ContainerMount;
import dev.hvsdk.containers.ContainerOptions;
import dev.hvsdk.containers.HealthCheck;
import dev.hvsdk.containers.PublishedPort;
import dev.hvsdk.containers.RestartPolicy;
import dev.hvsdk.spi.support.OptionTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** {@link ContainerOptions} by the names that people write. Immutable. */
final class DockerSpecOptions implements SpecOptions {
    private static final String ENVIRONMENT = "env";
    private static final String ENVIRONMENT_FILE = "env-file";
    private static final String YES = "yes";

    private static final OptionTable<ContainerOptions.Builder> TABLE = OptionTable.<ContainerOptions.Builder>builder()
            .option(
                    written(ENVIRONMENT, "variables; NAME alone is taken over from this process", Variables.FORM),
                    (options, value) -> new Variables(ENVIRONMENT).words(value).forEach(options::environment))
            .option(
                    written(
                            ENVIRONMENT_FILE,
                            "a file of variables, one NAME=VALUE a line, which keeps secrets out of command lines",
                            "PATH"),
                    (options, value) ->
                            new Variables(ENVIRONMENT_FILE).file(value).forEach(options::environment))
            .option(
                    written("workdir", "the directory in which the command is started", "PATH"),
                    ContainerOptions.Builder::workingDirectory)
            .option(written("user", "the user of the command", "USER[:GROUP]"), ContainerOptions.Builder::user)
            .option(written("labels", "labels", "NAME=VALUE[,NAME=VALUE]"), each(DockerSpecOptions::label))
            .option(
                    written(
                            "restart",
                            "when the engine starts it again; no",
                            "no|always|unless-stopped|on-failure[:NUMBER]"),
                    (options, value) -> options.restartPolicy(RestartPolicy.parse(value)))
            .option(
                    written(
                            "mounts",
                            "paths of the host or named volumes, and where they stand in the container",
                            "PATH|VOLUME:PATH[:ro][,...]"),
                    each((options, word) -> options.mount(mount(word))))
            .option(
                    written("tmpfs", "where it has file systems in memory", "PATH[,PATH]"),
                    each((options, word) -> options.mount(ContainerMount.tmpfs(word))))
            .option(
                    written("ports", "ports that are reached at the host", "[[ADDRESS:][HOSTPORT]:]PORT[/udp][,...]"),
                    each((options, word) -> options.port(PublishedPort.parse(word))))
            .option(
                    written("network", "none, host, or the name of a network", "NAME"),
                    ContainerOptions.Builder::networkMode)
            .option(written("hostname", "its name as it sees itself", "NAME"), ContainerOptions.Builder::hostname)
            .option(flag("read-only", "a root that cannot be written to"), set(ContainerOptions.Builder::readOnlyRoot))
            .option(
                    written("cap-add", "capabilities of Linux that it gets", "NAME[,NAME]"),
                    each(ContainerOptions.Builder::addCapability))
            .option(
                    written("cap-drop", "capabilities of Linux that it does not get", "NAME[,NAME]"),
                    each(ContainerOptions.Builder::dropCapability))
            .option(
                    written("pids-limit", "how many processes it may have", "NUMBER"),
                    (options, value) -> options.maxProcesses(Integer.parseInt(value)))
            .option(
                    written("cpu-limit", "how many CPUs it may use, such as 0.5", "NUMBER"),
                    (options, value) -> options.cpuLimit(new BigDecimal(value)))
            .option(
                    written(
                            "health",
                            "a command that finds out its health, in words without blanks",
                            "PROGRAM [ARGUMENT ...]"),
                    (options, value) -> options.healthCheck(
                            HealthCheck.builder(List.of(value.strip().split("\\s+")))
                                    .build()))
            .option(
                    written("stop-signal", "the signal that asks it to shut down; that of the image", "SIGNAL"),
                    ContainerOptions.Builder::stopSignal)
            .option(
                    flag("tty", "a terminal for its command, and open standard input"),
                    set(ContainerOptions.Builder::terminal))
            .option(flag("init", "a process 1 of the engine, which reaps others"), set(ContainerOptions.Builder::init))
            .option(
                    written("cdi", "devices by the Container Device Interface", "VENDOR/CLASS=NAME[,...]"),
                    each(ContainerOptions.Builder::cdiDevice))
            .build();

    private static SpecOption written(String name, String meaning, String form) {
        return SpecOption.builder(name, meaning).form(form).build();
    }

    private static SpecOption flag(String name, String meaning) {
        return SpecOption.builder(name, meaning)
                .choices(List.of(YES, "no"))
                .usual("no")
                .build();
    }

    private static BiConsumer<ContainerOptions.Builder, String> set(
            BiConsumer<ContainerOptions.Builder, Boolean> setter) {
        return (options, value) -> setter.accept(options, value.equals(YES));
    }

    /** The words between commas, each given to a setter. */
    private static BiConsumer<ContainerOptions.Builder, String> each(
            BiConsumer<ContainerOptions.Builder, String> setter) {
        return (options, value) -> List.of(value.split(",", -1)).forEach(word -> setter.accept(options, word));
    }

    private static void label(ContainerOptions.Builder options, String word) {
        int equals = word.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("'" + word + "' sets nothing");
        }
        options.label(word.substring(0, equals), word.substring(equals + 1));
    }

    private static ContainerMount mount(String word) {
        String[] parts = word.split(":", -1);
        boolean isReadOnly = parts.length == 3 && parts[2].equals("ro");
        if (parts.length != 2 && !isReadOnly) {
            throw new IllegalArgumentException("'" + word + "' has no two paths");
        }
        ContainerMount mount = parts[0].startsWith("/")
                ? ContainerMount.bind(parts[0], parts[1])
                : ContainerMount.volume(parts[0], parts[1]);
        return isReadOnly ? mount.readOnly() : mount;
    }

    @Override
    public List<SpecOption> options() {
        return TABLE.options();
    }

    /** The environment is looked at first: the table shows the value of an option that it refuses, and this one may be a secret. */
    @Override
    public GuestExtension extension(Map<String, String> values) {
        String environment = values.get(ENVIRONMENT);
        if (environment != null) {
            new Variables(ENVIRONMENT).words(environment);
        }
        return TABLE.fill(ContainerOptions.builder(), values).build();
    }
}
