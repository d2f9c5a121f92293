/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.containers.internal.host.Inside;
import dev.hvsdk.host.command.CommandResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** FreeBSD's jls(8), jail(8), jexec(8) and the service {@code jail}. */
final class JailTool implements Tool {
    @Override
    public String product() {
        return "FreeBSD jails";
    }

    @Override
    public Technology technology() {
        return Technology.FREEBSD_JAIL;
    }

    @Override
    public String program() {
        return "jls";
    }

    @Override
    public List<GuestInfo> list(ToolCalls calls) {
        Map<String, GuestInfo> guests = new LinkedHashMap<>();
        // Configured ones first: those that run are among them, and replace them. Before FreeBSD 14 nothing lists
        // those.
        calls.tryOutput("jail", "-e", ",")
                .map(Jail::configuredNames)
                .orElse(List.of())
                .forEach(name -> guests.put(name, info(name, GuestState.STOPPED)));
        List<Jail> jails = calls.parse(Jail::parse, "jls", "--libxo", "json", "-d", "-n", "jid", "name", "dying");
        jails.forEach(jail -> guests.put(
                jail.name(), info(jail.name(), jail.isDying() ? GuestState.SHUTTING_DOWN : GuestState.RUNNING)));
        return List.copyOf(guests.values());
    }

    private GuestInfo info(String name, GuestState state) {
        return GuestInfo.builder(GuestId.of(name), name, state)
                .technology(technology())
                .build();
    }

    @Override
    public Recipe recipe(Verb verb, GuestInfo guest) {
        String name = guest.id().value();
        return switch (verb) {
            case START -> Recipe.of("service", "jail", "onestart", name);
            case SHUT_DOWN -> Recipe.of("service", "jail", "onestop", name);
            case STOP -> Recipe.of("jail", "-R", name);
            case REBOOT -> Recipe.of("service", "jail", "onerestart", name);
            case PAUSE, RESUME -> Recipe.none(Support.Reason.NO_SUCH_CONCEPT, "a jail cannot be frozen");
            case REMOVE ->
                Recipe.none(
                        Support.Reason.NOT_IMPLEMENTED,
                        "a jail is defined in jail.conf, which this backend does not change; remove it there");
        };
    }

    @Override
    public List<String> exec(GuestInfo guest, ExecSpec spec) {
        List<String> command = new ArrayList<>(List.of("jexec"));
        spec.user().ifPresent(user -> command.addAll(List.of("-U", user)));
        command.add(guest.id().value());
        command.addAll(Inside.command(spec));
        return command;
    }

    @Override
    public boolean isMissingCommand(CommandResult result) {
        return result.stderr().startsWith("jexec: execvp") || Tool.super.isMissingCommand(result);
    }
}
