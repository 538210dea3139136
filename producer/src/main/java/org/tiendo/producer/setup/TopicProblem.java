package org.tiendo.producer.setup;

/**
 * A topic that is not as the contract wants it.
 *
 * @param topic its name
 * @param what the setting
 * @param found what it is
 * @param expected what it should be
 * @param whatToDo how to put it right
 */
public record TopicProblem(String topic, String what, String found, String expected, String whatToDo) {
    @Override
    public String toString() {
        return topic + ": " + what + " is " + found + ", expected " + expected + ". " + whatToDo;
    }
}
