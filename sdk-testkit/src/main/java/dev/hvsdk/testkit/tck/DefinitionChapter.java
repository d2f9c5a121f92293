/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.api.capability.NativeDefinition;
import dev.hvsdk.api.capability.ResourceLimits;
import dev.hvsdk.api.capability.ResourceTuning;
import dev.hvsdk.api.capability.SpecOption;
import dev.hvsdk.api.capability.SpecOptions;
import dev.hvsdk.api.unit.MemorySize;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A guest's limits, and its definition in the host's own language. */
abstract class DefinitionChapter extends TckChapter {
    private static final MemorySize MEMORY = MemorySize.ofMebibytes(128);

    @TckRule(
            id = "HV-751",
            statement = "a limit that was applied is read back",
            reason = "limits are read from the host and not remembered",
            hint = "ResourceTuning.apply() and limits(); the unit of memory")
    void limitsAreReadBack() {
        Guest guest = stopped();
        ResourceTuning tuning = capability(guest, ResourceTuning.class);
        ResourceLimits applied =
                await(tuning.apply(ResourceLimits.builder().memory(MEMORY).build()));
        Expect.equal(Optional.of(MEMORY), applied.memory(), "the memory that apply() ended with");
        Expect.equal(Optional.of(MEMORY), tuning.limits().memory(), "the memory read back");
    }

    @TckRule(
            id = "HV-752",
            statement = "applying no limit changes none",
            reason = "what is left out is left alone",
            hint = "ResourceTuning.apply()")
    void emptyLimitsChangeNothing() {
        ResourceTuning tuning = capability(stopped(), ResourceTuning.class);
        ResourceLimits before = tuning.limits();
        await(tuning.apply(ResourceLimits.builder().build()));
        Expect.equal(before.memory(), tuning.limits().memory(), "the memory");
        Expect.equal(before.vcpus(), tuning.limits().vcpus(), "the number of virtual CPUs");
    }

    @TckRule(
            id = "HV-753",
            statement = "a native definition has a format and names the guest",
            reason = "it is the way out where the API ends",
            hint = "NativeDefinition.format() and text()")
    void definitionsNameTheGuest() {
        Guest guest = stopped();
        NativeDefinition definition = capability(guest, NativeDefinition.class);
        Expect.that(definition.format().matches("[a-z0-9-]+"), () -> "the format is " + definition.format());
        String name = guest.info().name();
        Expect.that(definition.text().contains(name), () -> "the text does not name the guest " + name);
    }

    @TckRule(
            id = "HV-754",
            statement = "a definition can be replaced by itself, or replacing is Unsupported",
            reason = "users change one line of it and leave the others",
            hint = "NativeDefinition.replace(): the host's own output has to be valid input")
    void definitionsReplaceThemselves() {
        Guest guest = stopped();
        NativeDefinition definition = capability(guest, NativeDefinition.class);
        @Nullable Throwable error = Expect.failure(() -> await(definition.replace(definition.text())));
        Expect.that(
                error == null || error instanceof HypervisorException.Unsupported,
                () -> "replace() of the definition by itself threw " + error);
        Expect.equal(guest.id(), guest.info().id(), "the id of the guest");
    }

    @TckRule(
            id = "HV-755",
            statement = "a malformed definition is refused with a typed error, and the guest is as it was",
            reason = "a text that was cut off on its way must not become a guest",
            hint = "NativeDefinition.replace(): the host's error, or Unsupported where nothing is replaced")
    void malformedDefinitionsAreRefused() {
        Guest guest = stopped();
        GuestInfo before = guest.info();
        NativeDefinition definition = capability(guest, NativeDefinition.class);
        Expect.thrown(
                HypervisorException.class,
                "replace() by a malformed definition",
                () -> await(definition.replace("<hvtck {\" not closed")));
        Expect.equal(before.name(), guest.info().name(), "the name of the guest");
        Expect.equal(before.vcpus(), guest.info().vcpus(), "the number of virtual CPUs");
    }

    @TckRule(
            id = "HV-758",
            statement = "a preview has a format and names the guest, and nothing is made",
            reason = "a dry run that makes a guest is no dry run",
            hint = "DefinitionPreview.format() and preview()")
    void previewsMakeNothing() {
        DefinitionPreview preview = capability(DefinitionPreview.class);
        String name = lab().newName();
        String text = preview.preview(tested().guest(name).build());
        Expect.that(preview.format().matches("[a-z0-9-]+"), () -> "the format is " + preview.format());
        Expect.that(text.contains(name), () -> "the text does not name the guest " + name);
        Expect.equal(Optional.empty(), host().findGuest(name).map(Guest::id), "the guest of which a preview was made");
    }

    @TckRule(
            id = "HV-759",
            statement = "a part of a specification that is not known is Unsupported in a preview too",
            reason = "a preview that leaves something out in silence is believed",
            hint = "DefinitionPreview.preview(): one check of the specification should serve it and define()")
    void previewsRefuseWhatDefiningRefuses() {
        DefinitionPreview preview = capability(DefinitionPreview.class);
        GuestSpec spec = tested().guest(lab().newName())
                .with(new ErrorsChapter.UnheardOfExtension())
                .build();
        Expect.thrown(
                HypervisorException.Unsupported.class,
                "preview() with the kit's own extension",
                () -> preview.preview(spec));
    }

    @TckRule(
            id = "HV-756",
            statement = "options by name are each named once, and say what they mean and which values they take",
            reason = "people choose from the list, and no other documentation is at hand",
            hint = "SpecOptions.options(): an OptionTable sees to it")
    void optionsSayWhatTheyMean() {
        List<SpecOption> options = capability(SpecOptions.class).options();
        Expect.that(!options.isEmpty(), () -> "there is no option; then the capability should be Unavailable");
        List<String> names = options.stream().map(SpecOption::name).toList();
        Expect.equal(names.size(), new HashSet<>(names).size(), "the number of different names in " + names);
        for (SpecOption option : options) {
            Expect.that(option.name().matches("[a-z0-9]+(-[a-z0-9]+)*"), () -> "the name is '" + option.name() + "'");
            Expect.that(!option.meaning().isBlank(), () -> option.name() + " does not say what it means");
            Expect.that(
                    !option.choices().isEmpty() || option.form().isPresent(),
                    () -> option.name() + " does not say which values it takes");
        }
    }

    @TckRule(
            id = "HV-757",
            statement =
                    "an option by a name that is not known, or of a value that is not permitted, is refused by its name",
            reason = "a guest without what was asked for is found out when it is too late",
            hint = "SpecOptions.extension(): the exception is an IllegalArgumentException; an OptionTable throws it")
    void unknownOptionsAreRefused() {
        SpecOptions options = capability(SpecOptions.class);
        refused(options, "hvtck-unheard-of", "1");
        options.options().stream()
                .filter(option -> !option.choices().isEmpty())
                .forEach(option -> refused(options, option.name(), "hvtck-unheard-of"));
    }

    private static void refused(SpecOptions options, String name, String value) {
        @Nullable Throwable error = Expect.failure(() -> options.extension(Map.of(name, value)));
        Expect.that(
                error instanceof IllegalArgumentException
                        && String.valueOf(error.getMessage()).contains(name),
                () -> "extension() of " + name + "=" + value + " ended with " + error);
    }
}
