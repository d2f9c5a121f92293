/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.containers.internal.host.Inside;
import dev.hvsdk.containers.internal.host.Names;
import dev.hvsdk.host.command.CommandResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** machinectl(1) and systemd-run(1). */
final class NspawnTool implements Tool {
    /** EXIT_EXEC of systemd.exec(5): the program could not be run. */
    private static final int EXIT_EXEC = 203;

    @Override
    public String product() {
        return "systemd-nspawn";
    }

    @Override
    public Technology technology() {
        return Technology.SYSTEMD_NSPAWN;
    }

    @Override
    public String program() {
        return "machinectl";
    }

    @Override
    public List<GuestInfo> list(ToolCalls calls) {
        Map<String, GuestInfo> guests = new LinkedHashMap<>();
        calls.parse(Machine::images, "machinectl", "list-images", "-o", "json")
                .forEach(image -> guests.put(image.name(), info(image.name(), GuestState.STOPPED)));
        List<String> running = calls.parse(Machine::running, "machinectl", "list", "-o", "json").stream()
                .map(Machine::name)
                .toList();
        states(calls, running).forEach((name, state) -> guests.put(name, info(name, state(state))));
        return List.copyOf(guests.values());
    }

    private static Map<String, String> states(ToolCalls calls, List<String> names) {
        if (names.isEmpty()) {
            return Map.of();
        }
        return calls.tryParse(Machine::states, show(names)).orElseGet(() -> oneByOne(calls, names));
    }

    /** One that has ended since it was listed makes the answer for all a failure. */
    private static Map<String, String> oneByOne(ToolCalls calls, List<String> names) {
        Map<String, String> states = new LinkedHashMap<>();
        names.forEach(
                name -> calls.tryParse(Machine::states, show(List.of(name))).ifPresent(states::putAll));
        return states;
    }

    private static String[] show(List<String> names) {
        List<String> show = new ArrayList<>(List.of("machinectl", "show", "-p", "Name", "-p", "State", "--"));
        show.addAll(names);
        return show.toArray(String[]::new);
    }

    private GuestInfo info(String name, GuestState state) {
        return GuestInfo.builder(GuestId.of(name), name, state)
                .technology(technology())
                .build();
    }

    private static GuestState state(String word) {
        return word.equals("closing") ? GuestState.SHUTTING_DOWN : GuestState.RUNNING;
    }

    @Override
    public Recipe recipe(Verb verb, GuestInfo guest) {
        String name = guest.id().value();
        return switch (verb) {
            case START -> Recipe.of("machinectl", "start", name);
            case SHUT_DOWN -> Recipe.of("machinectl", "poweroff", name);
            case STOP -> Recipe.of("machinectl", "terminate", name);
            case REBOOT -> Recipe.of("machinectl", "reboot", name);
            case PAUSE, RESUME ->
                Recipe.none(
                        Support.Reason.NOT_IMPLEMENTED,
                        "machinectl does not freeze; systemctl freeze on cgroup v2 would");
            case REMOVE -> Recipe.of("machinectl", "remove", name);
        };
    }

    @Override
    public Creation creation(GuestSpec spec, List<GuestInfo> existing) {
        boolean isLimited = spec.memory().isPresent() || spec.vcpus().isPresent();
        if (!(spec.boot().orElse(null) instanceof BootSource.Image image)
                || !image.command().isEmpty()
                || !Names.isSafe(image.reference())
                || isLimited) {
            return new Creation(
                    spec.name(),
                    Recipe.none(
                            Support.Reason.NOT_IMPLEMENTED,
                            "machinectl makes a container as a clone of an image by its name, without limits"));
        }
        return new Creation(spec.name(), Recipe.of("machinectl", "clone", image.reference(), spec.name()));
    }

    /** Not by machinectl shell, which gives a terminal and neither the exit code nor two streams. */
    @Override
    public List<String> exec(GuestInfo guest, ExecSpec spec) {
        List<String> command = new ArrayList<>(
                List.of("systemd-run", "--machine=" + guest.id().value(), "--quiet", "--wait", "--pipe", "--collect"));
        spec.user().ifPresent(user -> command.add("--uid=" + user));
        spec.workingDirectory().ifPresent(directory -> command.add("--working-directory=" + directory));
        spec.environment().forEach((name, value) -> command.add("--setenv=" + Inside.variable(name) + "=" + value));
        command.add("--");
        // systemd puts variables in: a dollar has to be written twice (systemd.service(5), "Command lines").
        spec.command().forEach(word -> command.add(word.replace("$", "$$")));
        return command;
    }

    /** machinectl reboot returns at once, and a process 1 that does not know the signal only ends. */
    @Override
    public boolean reboots() {
        return false;
    }

    @Override
    public Optional<String> refusal(CommandResult result) {
        String said = result.stderr();
        return result.exitCode() == 1
                        && (said.startsWith("Failed to create bus connection")
                                || said.startsWith("Failed to connect to bus"))
                ? Optional.of("the container runs no systemd, which starts commands there")
                : Optional.empty();
    }

    @Override
    public boolean isMissingCommand(CommandResult result) {
        boolean notFound = result.stderr().contains("Failed to find executable");
        return result.exitCode() == EXIT_EXEC || notFound || Tool.super.isMissingCommand(result);
    }
}
