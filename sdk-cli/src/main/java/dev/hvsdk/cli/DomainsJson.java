/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.libvirt.xml.CapabilitiesXml;
import dev.hvsdk.libvirt.xml.DomainCapabilitiesXml;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What domains can have on a host of libvirt, as JSON. */
final class DomainsJson {
    private DomainsJson() {}

    static void write(JsonGenerator json, Optional<List<DomainReading>> domains) throws IOException {
        if (domains.isPresent()) {
            Json.objects(json, "domains", domains.get(), DomainsJson::domain);
        } else {
            json.writeNullField("domains");
        }
    }

    private static void domain(JsonGenerator json, DomainReading domain) throws IOException {
        Optional<DomainCapabilitiesXml> found = domain.answer().asOptional();
        json.writeStringField("type", domain.kind().type());
        json.writeStringField("architecture", domain.kind().architecture());
        Json.availability(json, domain.answer());
        Json.text(json, "machine", found.flatMap(DomainCapabilitiesXml::machine));
        Json.number(json, "maxVcpus", found.map(DomainCapabilitiesXml::maxVcpus).orElse(OptionalInt.empty()));
        Json.objects(json, "machines", domain.machines(), DomainsJson::machine);
        Json.objects(
                json, "cpuModels", found.map(DomainCapabilitiesXml::cpuModels).orElse(List.of()), DomainsJson::model);
        Json.texts(
                json, "firmwares", found.map(DomainCapabilitiesXml::firmwares).orElse(List.of()));
        Json.texts(json, "launchSecurity", domain.security());
    }

    private static void machine(JsonGenerator json, CapabilitiesXml.Machine machine) throws IOException {
        json.writeStringField("name", machine.name());
        Json.text(json, "canonical", machine.canonical());
        Json.number(json, "maxVcpus", machine.maxVcpus());
        json.writeBooleanField("deprecated", machine.deprecated());
    }

    private static void model(JsonGenerator json, DomainCapabilitiesXml.CpuModel model) throws IOException {
        json.writeStringField("name", model.name());
        Optional<Boolean> usable = model.usable();
        if (usable.isPresent()) {
            json.writeBooleanField("usable", usable.get());
        } else {
            json.writeNullField("usable");
        }
        Json.texts(json, "blockers", model.blockers());
        json.writeBooleanField("deprecated", model.deprecated());
    }
}
