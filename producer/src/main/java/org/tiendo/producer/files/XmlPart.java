package org.tiendo.producer.files;

import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Walks through one XML part of a workbook. No DTD is taken, so no entity of the file's own can be named. */
final class XmlPart {
    private static final int LONGEST_TEXT = 64 * 1024;

    private final XMLStreamReader xml;

    private XmlPart(XMLStreamReader xml) {
        this.xml = xml;
    }

    static XmlPart of(InputStream part) {
        // Java's own, whatever else is on the class path.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return new XmlPart(factory.createXMLStreamReader(part));
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    private static BadFileException broken(XMLStreamException cause) {
        return ZipParts.broken("XML, " + cause.getLocation().getLineNumber() + ":"
                + cause.getLocation().getColumnNumber());
    }

    /** Goes on to the next beginning or end of an element; false at the end of the part. */
    boolean next() {
        try {
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                    throw FileProblem.FORBIDDEN_XML.with();
                }
                if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                    return true;
                }
            }
            return false;
        } catch (XMLStreamException e) {
            throw broken(e);
        }
    }

    boolean begins(String element) {
        return xml.isStartElement() && xml.getLocalName().equals(element);
    }

    boolean ends(String element) {
        return xml.isEndElement() && xml.getLocalName().equals(element);
    }

    /** An attribute by its name without prefix: the two editions of the format differ in namespaces only. */
    Optional<String> attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return Optional.of(xml.getAttributeValue(i));
            }
        }
        return Optional.empty();
    }

    /** The text up to the end of the element that has just begun, without that of elements in it; long ones are cut. */
    String text() {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        try {
            while (depth > 0 && xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> depth++;
                    case XMLStreamConstants.END_ELEMENT -> depth--;
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                        if (depth == 1 && text.length() < LONGEST_TEXT) {
                            text.append(xml.getText());
                        }
                    }
                    case XMLStreamConstants.ENTITY_REFERENCE -> throw FileProblem.FORBIDDEN_XML.with();
                    default -> {}
                }
            }
        } catch (XMLStreamException e) {
            throw broken(e);
        }
        return text.toString();
    }
}
