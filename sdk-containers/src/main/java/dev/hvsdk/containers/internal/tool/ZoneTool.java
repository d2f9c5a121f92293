/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.containers.internal.host.Inside;
import dev.hvsdk.host.command.ShellWords;
import java.util.ArrayList;
import java.util.List;

/** zoneadm(8), zonecfg(8) and zlogin(1) of Solaris and illumos. */
final class ZoneTool implements Tool {
    @Override
    public String product() {
        return "Solaris zones";
    }

    @Override
    public Technology technology() {
        return Technology.SOLARIS_ZONE;
    }

    @Override
    public String program() {
        return "zoneadm";
    }

    @Override
    public List<GuestInfo> list(ToolCalls calls) {
        return calls.parse(Zone::parse, "zoneadm", "list", "-cp").stream()
                .filter(zone -> !zone.isGlobal())
                .map(ZoneTool::info)
                .toList();
    }

    private static GuestInfo info(Zone zone) {
        GuestInfo.Builder info = GuestInfo.builder(GuestId.of(zone.name()), zone.name(), state(zone.state()))
                .technology(zone.brand().equals("lx") ? Technology.ILLUMOS_LX : Technology.SOLARIS_ZONE);
        // Configured, incomplete and unavailable zones do not run and cannot be started as they are: their word says
        // why.
        if (state(zone.state()) == GuestState.CRASHED || zone.state().equals("configured")) {
            info.reason(StateReason.of(zone.state().matches("[a-z]+") ? zone.state() : "unknown"));
        }
        return info.build();
    }

    /** The words of zone_state_str() in illumos' usr/src/lib/libzonecfg. */
    private static GuestState state(String word) {
        return switch (word) {
            case "running" -> GuestState.RUNNING;
            case "shutting_down", "down" -> GuestState.SHUTTING_DOWN;
            case "configured", "installed", "ready", "mounted" -> GuestState.STOPPED;
            default -> GuestState.CRASHED;
        };
    }

    @Override
    public Recipe recipe(Verb verb, GuestInfo guest) {
        String name = guest.id().value();
        return switch (verb) {
            case START -> Recipe.of("zoneadm", "-z", name, "boot");
            case SHUT_DOWN -> Recipe.of("zoneadm", "-z", name, "shutdown");
            case STOP -> Recipe.of("zoneadm", "-z", name, "halt");
            case REBOOT -> Recipe.of("zoneadm", "-z", name, "reboot");
            case PAUSE, RESUME -> Recipe.none(Support.Reason.NO_SUCH_CONCEPT, "a zone cannot be frozen");
            case REMOVE ->
                guest.reason().isPresent()
                        ? Recipe.of("zonecfg", "-z", name, "delete", "-F")
                        : new Recipe.Commands(List.of(List.of("zoneadm", "-z", name, "uninstall", "-F")))
                                .then("zonecfg", "-z", name, "delete", "-F");
        };
    }

    /** Its words reach a shell in the zone as one line (zlogin.c hands them to su -c), so they are quoted for it. */
    @Override
    public List<String> exec(GuestInfo guest, ExecSpec spec) {
        List<String> command = new ArrayList<>(List.of("zlogin"));
        spec.user().ifPresent(user -> command.addAll(List.of("-l", user)));
        command.add(guest.id().value());
        command.add(ShellWords.join(Inside.command(spec)));
        return command;
    }
}
